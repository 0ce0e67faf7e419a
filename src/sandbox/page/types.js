// The shapes of GET /sandbox/state, for the editor only. Whatever else arrives is shown as text.

/**
 * @typedef {{ id: string, name: string, title?: string, role?: string, roles?: string[], unit?: string }} Person
 * @typedef {{ chatId: string, name: string, members: string[] }} Group
 * @typedef {{ kind: string, id?: string, name: string }} Sender
 * @typedef {Record<string, any> & { kind: string }} Body
 * @typedef {{ messageId?: string, from?: string, text: string }} Quote
 * @typedef {{ id: string, at: number, from: Sender, body: Body, quote?: Quote, editedAt?: number }} Message
 * @typedef {{ id: string, kind: string, title: string, members: string[], person?: string, messages: Message[] }} Conversation
 * @typedef {{ clock: number, botName?: string, people: Person[], groups: Group[], conversations: Conversation[] }} State
 */

export {};
