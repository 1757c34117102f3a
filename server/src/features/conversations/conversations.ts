export { conversations, touchConversation } from './conversations.repository.ts'
