import { z } from '@hono/zod-openapi'
import { readable } from '../schema.ts'

const role = z.enum(['owner', 'admin', 'user', 'viewer'])
const moment = z.iso.datetime({ offset: true })

export const invitation = z
  .object({
    id: z.uuid(),
    email: z.string(),
    role,
    state: z.enum(['pending', 'accepted', 'revoked', 'expired']).openapi({
      description: 'An invitation ends, too, when whoever gave it may not give it any more.',
    }),
    invited_by: z.uuid().nullable(),
    accepted_by: z.uuid().nullable(),
    created_at: moment,
    expires_at: moment,
    accepted_at: moment.nullable(),
    revoked_at: moment.nullable(),
  })
  .openapi('Invitation')

export const givenInvitation = invitation
  .extend({
    token: z
      .string()
      .nullable()
      .openapi({ description: 'Shown this once; null in the answer to a repetition with the same Idempotency-Key.' }),
    link: z.string().nullable().openapi({ description: 'To hand on to the person who is invited; holds the token.' }),
  })
  .openapi('GivenInvitation')

export const newInvitation = z
  .strictObject({
    email: z
      .email()
      .max(320)
      .transform((email) => email.toLowerCase())
      .openapi({ description: 'Only the account of this address can accept.' }),
    role: role.openapi({ description: 'At most one’s own.' }),
    expires_in_days: z.int().min(1).max(30).default(7),
  })
  .openapi('NewInvitation', { example: { email: 'bia@example.com', role: 'user' } })

const token = z.string().min(1).max(200).regex(readable)

export const acceptance = z.strictObject({ token }).openapi('InvitationAcceptance')

export const previewedInvitation = z.strictObject({ token }).openapi('InvitationToken')

export const invitationPreview = z
  .object({
    client_name: z.string().openapi({ description: 'Who invites.' }),
    email: z.string().openapi({ description: 'Only the account of this address can accept.' }),
    role,
    expires_at: moment,
  })
  .openapi('InvitationPreview')
