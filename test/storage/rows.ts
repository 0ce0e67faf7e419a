// Rows with everything a test does not care about already filled in.

import type { OwedRow } from '../../src/storage/obligations.ts';
import type { NewOutboxRow } from '../../src/storage/outbox.ts';
import type { CardRow, CaseEventRow, CaseRow, InboxRow } from '../../src/storage/schema.ts';

/** A Monday morning; far beyond 32 bits, as real moments are. */
export const NOW = 1_764_000_000_000;
export const HOUR = 3_600_000;
export const BUREAU = 'jinghai';

export const inboxRow = (over: Partial<InboxRow> = {}): InboxRow => ({
  id: 'in-1',
  bureau_id: BUREAU,
  platform: 'wecom',
  channel: 'wecom-app',
  key: 'msg-1',
  sender: 'lihua',
  received_at: NOW,
  raw: '<xml/>',
  outcome: 'done',
  detail: null,
  case_id: null,
  ...over,
});

export const caseRow = (over: Partial<CaseRow> = {}): CaseRow => ({
  id: 'case-1',
  bureau_id: BUREAU,
  number: `YQ-2026-${over.id ?? '0001'}`,
  state: 'open',
  grade: null,
  unit_id: null,
  title: '某路段积水影响通行',
  platform: '微博',
  reporter: 'lihua',
  policy_version: '1',
  version: 1,
  opened_at: NOW,
  graded_at: null,
  closed_at: null,
  updated_at: NOW,
  snapshot: '{}',
  ...over,
});

export const eventRow = (over: Partial<CaseEventRow> = {}): CaseEventRow => ({
  case_id: 'case-1',
  seq: 1,
  bureau_id: BUREAU,
  type: 'opened',
  at: NOW,
  actor: 'lihua',
  via: 'wecom',
  data: '{}',
  prev_hash: '',
  hash: 'h1',
  ...over,
});

export const owedRow = (over: Partial<OwedRow> = {}): OwedRow => ({
  case_id: 'case-1',
  key: 'oral#1',
  bureau_id: BUREAU,
  number: 'YQ-2026-0001',
  deliverable: 'oral',
  title: '口头报告',
  owner: 'unit:zf1',
  clause: '第十条',
  basis: '交办后 1 小时',
  started_at: NOW,
  aim_at: null,
  due_at: NOW + HOUR,
  met_at: null,
  state: 'open',
  next_at: NOW + HOUR,
  detail: '{}',
  ...over,
});

export const outboxRow = (id: string, over: Partial<NewOutboxRow> = {}): NewOutboxRow => ({
  id,
  bureau_id: BUREAU,
  conversation: 'group:work',
  priority: 5,
  kind: 'text',
  body: `{"lines":["${id}"]}`,
  not_before: NOW,
  created_at: NOW,
  ...over,
});

export const cardRow = (over: Partial<CardRow> = {}): CardRow => ({
  bureau_id: BUREAU,
  card_id: 'YQ-2026-0001-grade-1',
  case_id: 'case-1',
  purpose: 'grade',
  state: 'current',
  receivers: '[]',
  shown: '{}',
  outbox_id: null,
  created_at: NOW,
  updated_at: NOW,
  ...over,
});
