// The atomic Redis steps. All keys of one call must live on one node (no Redis Cluster).

/**
 * Takes units of several sliding window budgets, all or none.
 *
 * KEYS[i]             sorted set of budget i: one member per unit taken, score = the moment it was taken
 * ARGV[1]             now, epoch ms by the caller's clock
 * ARGV[2]             an id that is new for every call; members are `<id>:<n>`
 * ARGV[3i..3i+2]      limit, window in ms, units wanted of budget i
 *
 * Returns 0           every unit was taken
 *         n > 0       nothing was taken; asking again n ms later can succeed
 *
 * A moment leaves the window when it is windowMs old. Moments more than a window ahead come from a clock that was
 * set back and are dropped. Sets expire by themselves after two windows and a minute of real time.
 */
export const takeBudgets = `
local now = tonumber(ARGV[1])
local wait = 0
for i, key in ipairs(KEYS) do
  local limit, window, count = tonumber(ARGV[3 * i]), tonumber(ARGV[3 * i + 1]), tonumber(ARGV[3 * i + 2])
  redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now - window))
  redis.call('ZREMRANGEBYSCORE', key, string.format('(%.0f', now + window), '+inf')
  local missing = redis.call('ZCARD', key) + count - limit
  if missing > 0 then
    local freed = redis.call('ZRANGE', key, missing - 1, missing - 1, 'WITHSCORES')
    wait = math.max(wait, tonumber(freed[2]) + window - now)
  end
end
if wait > 0 then return math.ceil(wait) end
for i, key in ipairs(KEYS) do
  local window, count = tonumber(ARGV[3 * i + 1]), tonumber(ARGV[3 * i + 2])
  for n = 1, count do redis.call('ZADD', key, ARGV[1], ARGV[2] .. ':' .. n) end
  redis.call('PEXPIRE', key, string.format('%.0f', 2 * window + 60000))
end
return 0
`;

/**
 * Deletes a key if it still holds what the caller put there.
 *
 * KEYS[1] the key · ARGV[1] the value expected
 * Returns 1 deleted, 0 not ours
 */
export const deleteIfEqual = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`;

/**
 * Extends a lease, or takes it again when it ran out and nobody else has it.
 *
 * KEYS[1] the lease · ARGV[1] owner id · ARGV[2] time to live in ms
 * Returns 1 held, 0 somebody else has it
 */
export const renewLease = `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`;
