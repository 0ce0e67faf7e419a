// Test vectors cross-checked with @wecom/crypto 1.0.1; see the protocol reference §1.5.

export const keys = {
  token: 'dubanToken01',
  aesKey: 'RHViYW5EZW1vS2V5Rm9yVGVzdFZlY3RvcnNPbmx5MzI',
  corpId: 'wwdemo0000000001',
};

/** The moment of the vectors, seconds. */
export const timestamp = '1767225600';
export const nonce = 'nonce42';
export const random = Buffer.from('abcdefghijklmnop');

export const appVector = {
  message: '7212530917462218',
  receiverId: keys.corpId,
  encrypted: 'H0Fb1zhDewmoLQxs0xYukreJC1d6j7+ZVyoB7PYNMtA2SDDzbj8MrOhteBaSXIDUoxZVgMRiQ5ww7mpekqskAQ==',
  signature: '3b957b191bf5dba9897b7619c9554419d286caaa',
};

export const botVector = {
  message: '{"msgid":"m-001","msgtype":"text","text":{"content":"@督办助手 登记 采购清单"}}',
  receiverId: '',
  encrypted:
    'H0Fb1zhDewmoLQxs0xYuknH4OigHl0u7WijniKsW0g/9Q0nE6Bd6lvVxhknQd525NUHXHGiYcFm5gr8AQG+dOerPo8VBbtFds6ddgsGI5WtuTWvnqhF2H19f/bcUaMz00dr4XQAHFIpHM6a2Odp65qRyCCyyLPlVbyR0xjkVofk=',
  signature: 'b7df331256fdb5b489c343311f42298c69bdf008',
};
