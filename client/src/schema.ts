// Made from openapi.json by `npm run generate`.

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether this process lives */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether what this process needs answers */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a browser needs to sign in. Public, without a secret. */
        get: operations["getConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an open invitation is for, to whoever has its token. Public: they may have no account yet. */
        post: operations["previewInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, for which client they act, and as what */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one’s name, or the client one acts for */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a client; whoever does is its owner and acts for it from then on */
        post: operations["createClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A client that one belongs to */
        get: operations["getClient"];
        put?: never;
        post?: never;
        /** Delete the client one acts for, with everything in it but its people; for owners */
        delete: operations["deleteClient"];
        options?: never;
        head?: never;
        /** Change the client one acts for; for admins */
        patch: operations["updateClient"];
        trace?: never;
    };
    "/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the client one acts for uses, and how much it may; for admins, and keys that are not limited to collections */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What agents were asked, and what it cost, by day, agent, person or key; admins see that of everybody */
        get: operations["getAgentUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members of the client, who joined last first */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a member, or leave; counts from their next request on */
        delete: operations["deleteMember"];
        options?: never;
        head?: never;
        /** Give a member another role; only owners make owners or change one, and one owner stays */
        patch: operations["updateMember"];
        trace?: never;
    };
    "/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was invited and what became of it, newest first; for admins */
        get: operations["listInvitations"];
        put?: never;
        /** Invite an address; the token is in this answer only, and an earlier invitation to it ends */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an invitation */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Become a member of the client that invites, and act for it; may be repeated */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed members, access, keys and settings, newest first; for admins */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The client’s API keys, those that have ended too, newest first; for admins */
        get: operations["listApiKeys"];
        put?: never;
        /** Make a key for a program; the key is in this answer only */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One key, without the key itself */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /** Revoke a key, and those made with it; counts from their next request on */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        /** Change its name or expiry, or take scopes away; counts from its next request on */
        patch: operations["updateApiKey"];
        trace?: never;
    };
    "/v1/knowledge-bases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The knowledge bases, newest first */
        get: operations["listKnowledgeBases"];
        put?: never;
        /** Create a knowledge base */
        post: operations["createKnowledgeBase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge-bases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A knowledge base */
        get: operations["getKnowledgeBase"];
        put?: never;
        post?: never;
        /** Delete a knowledge base with its collections, documents and files */
        delete: operations["deleteKnowledgeBase"];
        options?: never;
        head?: never;
        /** Change the given fields of a knowledge base */
        patch: operations["updateKnowledgeBase"];
        trace?: never;
    };
    "/v1/knowledge-bases/{id}/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The collections of a knowledge base, newest first */
        get: operations["listCollections"];
        put?: never;
        /** Create a collection in a knowledge base */
        post: operations["createCollection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A collection, and how far its vectors are */
        get: operations["getCollection"];
        put?: never;
        post?: never;
        /** Delete a collection with its documents and files */
        delete: operations["deleteCollection"];
        options?: never;
        head?: never;
        /** Change the given fields of a collection */
        patch: operations["updateCollection"];
        trace?: never;
    };
    "/v1/collections/{id}/change-model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go over to the embedding model of this install; searches go by the old one until all vectors are there */
        post: operations["changeCollectionModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{id}/cancel-model-change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call a change of the embedding model off; what searches go by stays */
        post: operations["cancelCollectionModelChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{id}/restore-model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go back to the embedding model before, at once; its vectors are kept for a week */
        post: operations["restoreCollectionModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom a restricted collection is open to, beside owners and admins */
        get: operations["listGrants"];
        put?: never;
        /** Open a restricted collection to a member, or to a role; counts from their next request on */
        post: operations["createGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{id}/grants/{grant_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a grant back; counts from their next request on */
        delete: operations["deleteGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The documents of a collection, newest first */
        get: operations["listDocuments"];
        put?: never;
        /** Upload a document, as a file, as text or as the URL of a page; it is searchable once its status is `ready` */
        post: operations["createDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document and its state */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        /** Delete a document with its chunks and files; from then on no search finds it */
        delete: operations["deleteDocument"];
        options?: never;
        head?: never;
        /** Rename a document, move it to another collection, say its language, or how often its URL is fetched */
        patch: operations["updateDocument"];
        trace?: never;
    };
    "/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many documents there are, by state, collection and day; of those that the caller sees */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The documents of all collections, newest first */
        get: operations["listAllDocuments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{id}/documents/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a zip: each of its files becomes a document, named by its path in it */
        post: operations["importDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The original file, as it was uploaded */
        get: operations["getDocumentFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/file-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A short-lived URL of the original file, for a browser to follow */
        get: operations["getDocumentFileUrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The versions of a document, newest first */
        get: operations["listVersions"];
        put?: never;
        /** Upload a new version; searches find the one before until this one is ready */
        post: operations["createVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/versions/{version_number}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an earlier version the newest one again */
        post: operations["restoreVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/reprocess": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Process the newest original once more, as a version of its own */
        post: operations["reprocessDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/embed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have vectors that are missing made at once, and not when it is tried again by itself */
        post: operations["embedDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop processing; what was published before stays */
        post: operations["cancelDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often searches and agents have found a document, and which of its passages */
        get: operations["getDocumentUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/ingestion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the processing of a document is, and what it waits for */
        get: operations["getIngestion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Watch a document until its processing has ended and its vectors are there */
        get: operations["watchDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Watch the documents of a collection: those that are being processed, and whatever changes */
        get: operations["watchCollection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the client’s news are sent, newest first; for admins */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /** Have a signed message sent when a document is ready or has failed; the secret is in this answer only */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An endpoint, and whether it fails */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /** Delete an endpoint with its deliveries */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /** Change an endpoint, or switch it on again */
        patch: operations["updateWebhookEndpoint"];
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an endpoint a new secret; for 24 hours messages are signed with the old one too */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a `webhook.test` message */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent, or is to be, newest first; kept for 30 days */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A delivery, its message and how its last attempt went */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message again, with the same id, delivered or not */
        post: operations["redeliverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch the page of a document from a URL again; it gets a new version only where the page has changed
         * @description The document answers as before meanwhile. `last_fetched_at`, or `last_fetch_error_code`, says when it was done. While a fetch waits, asking again begins no other.
         */
        post: operations["refreshDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/chunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The chunks that searches find of a document, in its order */
        get: operations["listChunks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/rectangles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a part of a document’s text stands on its pages, to be shown on the original: of PDFs and images */
        get: operations["getTextRectangles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chunks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Put other words in a chunk’s place, by which it is found at once; the document’s next version replaces them */
        patch: operations["updateChunk"];
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The passages that answer a query best, with their citations */
        post: operations["search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test-questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The questions that search is measured with, newest first */
        get: operations["listTestQuestions"];
        put?: never;
        /** Keep a question with the document that answers it, and with the passage where that is known */
        post: operations["createTestQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/test-questions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A test question */
        get: operations["getTestQuestion"];
        put?: never;
        post?: never;
        /** Delete a test question */
        delete: operations["deleteTestQuestion"];
        options?: never;
        head?: never;
        /** Change the given fields of a test question */
        patch: operations["updateTestQuestion"];
        trace?: never;
    };
    "/v1/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The credentials of the client, newest first, without their values; for admins */
        get: operations["listCredentials"];
        put?: never;
        /** Keep a credential; its value goes in here and never comes out again */
        post: operations["createCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credentials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A credential, without its value */
        get: operations["getCredential"];
        put?: never;
        post?: never;
        /** Delete a credential with its value */
        delete: operations["deleteCredential"];
        options?: never;
        head?: never;
        /** Change name or settings of a credential */
        patch: operations["updateCredential"];
        trace?: never;
    };
    "/v1/credentials/{id}/value": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give a credential another value, and with it, if need be, other settings */
        put: operations["replaceCredentialValue"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credentials/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the service whether it takes the credential
         * @description `openai_compatible`: `GET {base_url}/models`. `http_header`: `GET {base_url}`. No redirect is followed; of the answer only the status is told.
         */
        post: operations["testCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agent-configuration-schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The JSON schema of an agent’s configuration, with its defaults */
        get: operations["getAgentConfigurationSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agents of the client, newest first */
        get: operations["listAgents"];
        put?: never;
        /** Make an agent; it runs once its draft is published */
        post: operations["createAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An agent with its draft */
        get: operations["getAgent"];
        put?: never;
        post?: never;
        /** Delete an agent with its versions, conversations and executions */
        delete: operations["deleteAgent"];
        options?: never;
        head?: never;
        /** Change the given fields of an agent, its draft as a whole */
        patch: operations["updateAgent"];
        trace?: never;
    };
    "/v1/agents/{id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make another agent with the draft of this one */
        post: operations["duplicateAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have executions run the draft as it is now, or a version from before */
        post: operations["publishAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was published of an agent, newest first */
        get: operations["listAgentVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What agents may cost in a day or a month, and what is left of it */
        get: operations["listBudgets"];
        put?: never;
        /** Limit what an agent, or all of them together, may cost in a day or a month */
        post: operations["createBudget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/budgets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a budget: its agents may cost what their other limits let them */
        delete: operations["deleteBudget"];
        options?: never;
        head?: never;
        /** Change a budget’s limit; what was spent counts from the beginning of its period */
        patch: operations["updateBudget"];
        trace?: never;
    };
    "/v1/agents/{id}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you have asked an agent, newest first; admins see those of everybody */
        get: operations["listAgentExecutions"];
        put?: never;
        /** Ask an agent: JSON once it has answered, its events as it does with Accept: text/event-stream */
        post: operations["runAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you have asked any agent, newest first; admins see those of everybody */
        get: operations["listExecutions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An execution, and what has come of it */
        get: operations["getExecution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{id}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an execution did, step by step */
        get: operations["getExecutionTrace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow an execution, from the beginning or from where you were, to its end */
        get: operations["watchExecution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop an execution; what it has said until then is kept */
        post: operations["cancelExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/executions/{id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whether an answer was good */
        post: operations["rateExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your conversations, newest first; admins see those of everybody */
        get: operations["listConversations"];
        put?: never;
        /** Begin a conversation with an agent */
        post: operations["createConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A conversation; what was asked in it are its executions */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        /** Delete a conversation with all that was asked in it */
        delete: operations["deleteConversation"];
        options?: never;
        head?: never;
        /** Give a conversation another title */
        patch: operations["updateConversation"];
        trace?: never;
    };
    "/v1/chat/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask an agent as OpenAI’s chat is asked: existing programs and SDKs work unchanged */
        post: operations["createChatCompletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agents that can be asked, as OpenAI lists models */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/responses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask an agent as OpenAI’s Responses API is asked */
        post: operations["createResponse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "document.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A document is ready: searches find it by its words
         * @description Sent at least once, until an answer is 2xx: nine attempts in nearly a day, then `failed`. After 410 the endpoint is switched off. Redirects are not followed, and the answer’s body is not read.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The same with every attempt: who has seen it has seen the message. */
                    "webhook-id": string;
                    /** @description When this attempt was signed, in seconds since 1970. */
                    "webhook-timestamp": string;
                    /** @description `v1,` and the HMAC-SHA256, in base64, of `webhook-id.webhook-timestamp.body` under the secret of the endpoint, whose bytes follow `whsec_` in base64. After a rotation there are two, separated by a space: one has to fit. */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "type": "document.ready",
                     *       "timestamp": "2026-03-02T14:05:09.123Z",
                     *       "data": {
                     *         "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *         "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *         "name": "ferias.md",
                     *         "status": "ready",
                     *         "version_number": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DocumentReadyMessage"];
                };
            };
            responses: {
                /** @description Taken; any 2xx is */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Send nothing here any more */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "document.embedded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A document has all of its vectors: searches find it by its meaning too
         * @description Sent at least once, until an answer is 2xx: nine attempts in nearly a day, then `failed`. After 410 the endpoint is switched off. Redirects are not followed, and the answer’s body is not read.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The same with every attempt: who has seen it has seen the message. */
                    "webhook-id": string;
                    /** @description When this attempt was signed, in seconds since 1970. */
                    "webhook-timestamp": string;
                    /** @description `v1,` and the HMAC-SHA256, in base64, of `webhook-id.webhook-timestamp.body` under the secret of the endpoint, whose bytes follow `whsec_` in base64. After a rotation there are two, separated by a space: one has to fit. */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "type": "document.embedded",
                     *       "timestamp": "2026-03-02T14:05:09.123Z",
                     *       "data": {
                     *         "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *         "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *         "name": "ferias.md",
                     *         "status": "ready",
                     *         "version_number": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DocumentEmbeddedMessage"];
                };
            };
            responses: {
                /** @description Taken; any 2xx is */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Send nothing here any more */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "document.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The processing of a document has failed, and why
         * @description Sent at least once, until an answer is 2xx: nine attempts in nearly a day, then `failed`. After 410 the endpoint is switched off. Redirects are not followed, and the answer’s body is not read.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The same with every attempt: who has seen it has seen the message. */
                    "webhook-id": string;
                    /** @description When this attempt was signed, in seconds since 1970. */
                    "webhook-timestamp": string;
                    /** @description `v1,` and the HMAC-SHA256, in base64, of `webhook-id.webhook-timestamp.body` under the secret of the endpoint, whose bytes follow `whsec_` in base64. After a rotation there are two, separated by a space: one has to fit. */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "type": "document.failed",
                     *       "timestamp": "2026-03-02T14:05:09.123Z",
                     *       "data": {
                     *         "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000036",
                     *         "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *         "name": "digitalizado.pdf",
                     *         "status": "failed",
                     *         "version_number": 1,
                     *         "error_code": "image_only",
                     *         "error_message": {
                     *           "pt": "O documento é uma imagem ou foi digitalizado: não tem texto. Ligue o OCR da coleção (PATCH /v1/collections/{id} com \"ocr\": true) e processe o documento de novo, ou envie uma versão com texto.",
                     *           "en": "The document is an image or was scanned: it has no text. Switch on the collection’s OCR (PATCH /v1/collections/{id} with \"ocr\": true) and process the document again, or upload a version with text."
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DocumentFailedMessage"];
                };
            };
            responses: {
                /** @description Taken; any 2xx is */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Send nothing here any more */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "execution.ended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An execution of an agent has ended, and how
         * @description Sent at least once, until an answer is 2xx: nine attempts in nearly a day, then `failed`. After 410 the endpoint is switched off. Redirects are not followed, and the answer’s body is not read.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The same with every attempt: who has seen it has seen the message. */
                    "webhook-id": string;
                    /** @description When this attempt was signed, in seconds since 1970. */
                    "webhook-timestamp": string;
                    /** @description `v1,` and the HMAC-SHA256, in base64, of `webhook-id.webhook-timestamp.body` under the secret of the endpoint, whose bytes follow `whsec_` in base64. After a rotation there are two, separated by a space: one has to fit. */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "type": "execution.ended",
                     *       "timestamp": "2026-03-02T14:05:09.123Z",
                     *       "data": {
                     *         "execution_id": "6f1d3a52-8c04-4e7b-9d11-000000000024",
                     *         "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *         "status": "succeeded"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ExecutionEndedMessage"];
                };
            };
            responses: {
                /** @description Taken; any 2xx is */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Send nothing here any more */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook.test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Somebody asked for a test
         * @description Sent at least once, until an answer is 2xx: nine attempts in nearly a day, then `failed`. After 410 the endpoint is switched off. Redirects are not followed, and the answer’s body is not read.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The same with every attempt: who has seen it has seen the message. */
                    "webhook-id": string;
                    /** @description When this attempt was signed, in seconds since 1970. */
                    "webhook-timestamp": string;
                    /** @description `v1,` and the HMAC-SHA256, in base64, of `webhook-id.webhook-timestamp.body` under the secret of the endpoint, whose bytes follow `whsec_` in base64. After a rotation there are two, separated by a space: one has to fit. */
                    "webhook-signature": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    /**
                     * @example {
                     *       "type": "webhook.test",
                     *       "timestamp": "2026-03-02T14:05:09.123Z",
                     *       "data": {}
                     *     }
                     */
                    "application/json": components["schemas"]["TestMessage"];
                };
            };
            responses: {
                /** @description Taken; any 2xx is */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Send nothing here any more */
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        DocumentReadyMessage: {
            /** @enum {string} */
            type: "document.ready";
            /**
             * Format: date-time
             * @description When it happened.
             */
            timestamp: string;
            data: {
                /** Format: uuid */
                document_id: string;
                /** Format: uuid */
                collection_id: string;
                /** @description Of the document. */
                name: string;
                version_number: number;
                /** @enum {string} */
                status: "ready";
            };
        };
        DocumentEmbeddedMessage: {
            /** @enum {string} */
            type: "document.embedded";
            /**
             * Format: date-time
             * @description When it happened.
             */
            timestamp: string;
            data: {
                /** Format: uuid */
                document_id: string;
                /** Format: uuid */
                collection_id: string;
                /** @description Of the document. */
                name: string;
                version_number: number;
                /** @enum {string} */
                status: "ready";
            };
        };
        DocumentFailedMessage: {
            /** @enum {string} */
            type: "document.failed";
            /**
             * Format: date-time
             * @description When it happened.
             */
            timestamp: string;
            data: {
                /** Format: uuid */
                document_id: string;
                /** Format: uuid */
                collection_id: string;
                /** @description Of the document. */
                name: string;
                version_number: number;
                /** @enum {string} */
                status: "failed";
                /** @description Stable; with it comes the text. */
                error_code?: string;
                error_message?: {
                    pt: string;
                    en: string;
                };
            };
        };
        ExecutionEndedMessage: {
            /** @enum {string} */
            type: "execution.ended";
            /**
             * Format: date-time
             * @description When it happened.
             */
            timestamp: string;
            data: {
                /** Format: uuid */
                execution_id: string;
                /** Format: uuid */
                agent_id: string;
                /** @enum {string} */
                status: "succeeded" | "failed" | "cancelled" | "timed_out";
                /** @description Stable; with it comes the text. */
                error_code?: string;
                error_message?: {
                    pt: string;
                    en: string;
                };
            };
        };
        TestMessage: {
            /** @enum {string} */
            type: "webhook.test";
            /**
             * Format: date-time
             * @description When it happened.
             */
            timestamp: string;
            data: Record<string, never>;
        };
        DocumentUpload: {
            /** Format: binary */
            file: Blob;
            /**
             * @description Recognised from the text where it is not said.
             * @enum {string}
             */
            language?: "pt" | "en" | "es" | "simple";
            /**
             * @description Take it in although the collection has the same bytes already; else that is `duplicate_document`.
             * @enum {string}
             */
            allow_duplicate?: "true" | "false";
        };
        VersionUpload: {
            /** Format: binary */
            file: Blob;
            change_description?: string;
        };
        DocumentEvent: {
            /** Format: uuid */
            document_id: string;
            /** Format: uuid */
            collection_id: string;
            /** @description Larger with every change of this document: what is told twice has the same one. */
            revision: number;
            name?: string;
            /** @enum {string} */
            status?: "pending" | "processing" | "ready" | "failed" | "cancelled";
            version_number?: number;
            /** @enum {string} */
            step?: "queued" | "fetching" | "parsing" | "splitting" | "embedding" | "storing" | "finished";
            /** @description Of all steps together. */
            percent?: number;
            /**
             * @description What `done` and `total` count in this step.
             * @enum {string|null}
             */
            unit?: "bytes" | "pages" | "slides" | "sheets" | "chunks" | null;
            done?: number;
            total?: number | null;
            /** @description Units per second in this step. */
            per_second?: number | null;
            /** @description Of this step. */
            seconds_left?: number | null;
            attempt?: number;
            /**
             * @description Why nothing happens. `worker`: no process works on jobs.
             * @enum {string|null}
             */
            waiting_for?: "worker" | "turn" | "retry" | null;
            embedding?: components["schemas"]["EmbeddingProgress"];
            /** Format: date-time */
            started_at?: string | null;
            /** Format: date-time */
            updated_at?: string;
            error_code?: string;
            /** @description In the language of Accept-Language. */
            error_message?: string;
        };
        /** @description Of the version that searches find: it is found by its words from the first, by its meaning as far as this is. */
        EmbeddingProgress: {
            /**
             * @description `failed`: the embedding model refused it; it is asked again, or at once with `embed`.
             * @enum {string}
             */
            status: "pending" | "ready" | "failed";
            /** @description Chunks that are found by their meaning. */
            done: number;
            total: number;
            per_second: number | null;
            seconds_left: number | null;
            /**
             * @description Why nothing happens: `worker` no process works on jobs, `turn` others come first, `embedder` what makes the vectors asks for a break, does not answer or has refused.
             * @enum {string|null}
             */
            waiting_for: "worker" | "turn" | "embedder" | null;
            error_code: string | null;
        } | null;
        Problem: {
            type: string;
            /** @description What is wrong and what to do, in the language of Accept-Language. */
            title: string;
            status: number;
            /** @enum {string} */
            code: "invalid_input" | "invalid_json" | "query_without_words" | "invalid_form" | "invalid_cursor" | "not_found" | "method_not_allowed" | "conflict" | "idempotency_key_reused" | "request_too_large" | "unsupported_content_type" | "rate_limited" | "too_many_at_once" | "too_many_streams" | "internal" | "busy" | "database_unavailable" | "storage_unavailable" | "embeddings_unavailable" | "embeddings_refused" | "auth_unavailable" | "timed_out" | "unauthenticated" | "token_expired" | "key_malformed" | "key_unknown" | "key_expired" | "key_revoked" | "account_banned" | "anonymous_refused" | "second_factor_required" | "insufficient_scope" | "key_limited" | "key_forbidden" | "person_required" | "more_scopes" | "key_already_revoked" | "outlives_key" | "forbidden" | "no_client" | "client_suspended" | "not_a_member" | "client_switched" | "another_client" | "sign_up_closed" | "too_many_clients" | "sole_owner" | "last_owner" | "already_member" | "invitation_unknown" | "invitation_for_another_address" | "invitation_used" | "invitation_revoked" | "invitation_expired" | "quota_exceeded" | "folder_taken" | "still_processing" | "duplicate_document" | "not_processing" | "embedding_models_differ" | "model_not_changing" | "no_previous_model" | "embedding_model_unavailable" | "not_from_url" | "not_fetched" | "file_missing" | "processing_failed" | "processing_crashed" | "too_many_test_questions" | "file_too_large" | "file_refused" | "unsupported_file_type" | "wrong_extension" | "empty_file" | "no_text" | "encrypted_file" | "broken_file" | "image_only" | "too_many_pages" | "document_too_long" | "document_too_complex" | "too_many_cells" | "nested_too_deep" | "unpacks_too_large" | "unsafe_content" | "image_too_large" | "archive_not_document" | "not_an_archive" | "archive_in_archive" | "too_many_entries" | "url_not_http" | "url_not_allowed" | "url_not_found" | "url_refused" | "url_too_large" | "url_too_many_redirects" | "url_unreachable" | "url_timeout" | "encryption_not_configured" | "encryption_key_retired" | "credential_unreadable" | "credential_swapped" | "credential_host_fixed" | "too_many_webhook_endpoints" | "webhook_disabled" | "https_required" | "agent_configuration_outdated" | "agent_inactive" | "agent_not_published" | "tools_not_supported" | "execution_ended" | "execution_timed_out" | "execution_interrupted" | "model_not_configured" | "model_credential_missing" | "model_key_refused" | "model_unknown" | "model_rate_limited" | "model_unavailable" | "model_cut_off" | "model_refused" | "model_request_refused" | "model_context_too_long" | "model_tool_unknown" | "model_tool_arguments_invalid" | "step_limit_reached" | "token_limit_reached" | "cost_limit_reached" | "price_unknown" | "credential_of_another_host" | "http_request_not_allowed" | "http_answer_not_text" | "budget_reached";
            request_id: string;
            /** @description The path of what is at fault in the request. */
            field?: string;
            /**
             * Format: uuid
             * @description Of `duplicate_document`: the document that has these bytes already.
             */
            document_id?: string;
        };
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        Readiness: {
            /** @enum {string} */
            status: "ok" | "unavailable";
            checks: {
                /** @enum {string} */
                database: "ok" | "unavailable";
                /** @enum {string} */
                queue: "ok" | "unavailable";
                /** @enum {string} */
                storage: "ok" | "unavailable";
            };
            /** @description Processes that work on jobs. With 0 documents wait until one is started, and all else goes on; null where the queue does not answer. */
            workers: number | null;
        };
        PublicConfig: {
            /** @description As a browser reaches it. */
            supabase_url: string;
            /** @description The publishable key. */
            supabase_key: string;
            /** @description What new collections are embedded with; each names its own model. */
            embeddings: {
                /** @enum {string} */
                provider: "lexical" | "local" | "http";
                model: string;
                /** @enum {string} */
                mode: "lexical" | "semantic";
                /**
                 * @description When a document that is `ready` has its vectors: at once, or some time later; `embedding_status` says so of each.
                 * @enum {string}
                 */
                embedded: "with_words" | "after_words";
            };
            max_file_bytes: number;
            /**
             * @description Who may sign up: anybody, who was invited, or nobody new. Null while the database does not answer.
             * @enum {string|null}
             */
            sign_up: "open" | "invite" | "closed" | null;
            /** @description Whether the next to sign up is the first, at an install that is open to anybody: false at any other. */
            nobody_yet: boolean;
        };
        InvitationPreview: {
            /** @description Who invites. */
            client_name: string;
            /** @description Only the account of this address can accept. */
            email: string;
            /** @enum {string} */
            role: "owner" | "admin" | "user" | "viewer";
            /** Format: date-time */
            expires_at: string;
        };
        InvitationToken: {
            token: string;
        };
        Me: {
            /** Format: uuid */
            id: string;
            email: string | null;
            name: string | null;
            /**
             * Format: uuid
             * @description The client the person acts for now.
             */
            client_id: string | null;
            /**
             * @description Their role in that client.
             * @enum {string|null}
             */
            role: "owner" | "admin" | "user" | "viewer" | null;
            clients: {
                /** Format: uuid */
                id: string;
                name: string;
                /** @enum {string} */
                status: "active" | "suspended";
                /** @enum {string} */
                role: "owner" | "admin" | "user" | "viewer";
            }[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_login: string | null;
        };
        /**
         * @example {
         *       "name": "Ana Souza"
         *     }
         */
        MeChanges: {
            name?: string;
            /**
             * Format: uuid
             * @description The client to act for from now on: one that the person belongs to.
             */
            client_id?: string;
        };
        Client: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            status: "active" | "suspended";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "name": "Distribuidora Aurora"
         *     }
         */
        NewClient: {
            name: string;
        };
        /**
         * @example {
         *       "name": "Aurora S.A."
         *     }
         */
        ClientChanges: {
            name?: string;
        };
        Usage: {
            documents: number;
            /** @description Of all originals that are kept, every version counted once. */
            bytes: number;
            /** @description Null for no limit. Set by whoever runs the install. */
            max_documents: number | null;
            /** @description Null for no limit. */
            max_bytes: number | null;
        };
        AgentUsage: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @enum {string} */
            by: "day" | "agent" | "user" | "api_key";
            /** @description At most 1,000, those that cost most; days in their order. */
            data: {
                /** @description The day, or the id of the agent, person or key. Null of people where a key asked, and of keys where a person did. What has been deleted keeps its id. */
                of: string | null;
                executions: number;
                failed: number;
                input_tokens: number;
                output_tokens: number;
                /** @description Of what has a known price. */
                cost_usd: number;
                /** @description Executions whose price nobody knows. */
                unpriced: number;
            }[];
        };
        Member: {
            /** Format: uuid */
            user_id: string;
            name: string | null;
            email: string | null;
            /**
             * @description Viewers read and search, users also write, admins also manage, owners also own.
             * @enum {string}
             */
            role: "owner" | "admin" | "user" | "viewer";
            /**
             * Format: date-time
             * @description Since when they are a member.
             */
            created_at: string;
        };
        /**
         * @example {
         *       "role": "admin"
         *     }
         */
        MemberChanges: {
            /**
             * @description Viewers read and search, users also write, admins also manage, owners also own.
             * @enum {string}
             */
            role?: "owner" | "admin" | "user" | "viewer";
        };
        Invitation: {
            /** Format: uuid */
            id: string;
            email: string;
            /** @enum {string} */
            role: "owner" | "admin" | "user" | "viewer";
            /**
             * @description An invitation ends, too, when whoever gave it may not give it any more.
             * @enum {string}
             */
            state: "pending" | "accepted" | "revoked" | "expired";
            /** Format: uuid */
            invited_by: string | null;
            /** Format: uuid */
            accepted_by: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            accepted_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
        };
        GivenInvitation: components["schemas"]["Invitation"] & {
            /** @description Shown this once; null in the answer to a repetition with the same Idempotency-Key. */
            token: string | null;
            /** @description To hand on to the person who is invited; holds the token. */
            link: string | null;
        };
        /**
         * @example {
         *       "email": "bia@example.com",
         *       "role": "user"
         *     }
         */
        NewInvitation: {
            /**
             * Format: email
             * @description Only the account of this address can accept.
             */
            email: string;
            /**
             * @description At most one’s own.
             * @enum {string}
             */
            role: "owner" | "admin" | "user" | "viewer";
            /** @default 7 */
            expires_in_days?: number;
        };
        InvitationAcceptance: {
            token: string;
        };
        AuditEntry: {
            /** Format: uuid */
            id: string;
            /** @description What happened, as `member.updated`. */
            action: string;
            /** @description `user:` or `api_key:` and an id, or `operator`, who runs the install; null for the system. */
            actor: string | null;
            /**
             * Format: uuid
             * @description The person who did it, as long as they have an account.
             */
            user_id: string | null;
            subject_type: string;
            /** Format: uuid */
            subject_id: string;
            details: {
                [key: string]: unknown;
            };
            ip: string | null;
            user_agent: string | null;
            request_id: string | null;
            /** Format: date-time */
            created_at: string;
        };
        ApiKey: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @description How it begins; with last_four to know it by. */
            prefix: string;
            last_four: string;
            scopes: ("read" | "write" | "search" | "agents" | "admin")[];
            /** @description The only collections it sees; null for all, new ones included. */
            collection_ids: string[] | null;
            /**
             * @description A key ends, too, when whoever made it is no longer an admin of the client.
             * @enum {string}
             */
            state: "active" | "expired" | "revoked";
            /**
             * Format: uuid
             * @description Who answers for it.
             */
            created_by: string | null;
            /**
             * Format: uuid
             * @description The key that it was made with, and ends with.
             */
            created_with: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            revoked_at: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             */
            last_used_at: string | null;
        };
        GivenApiKey: components["schemas"]["ApiKey"] & {
            /** @description Shown this once; null in the answer to a repetition with the same Idempotency-Key. */
            key: string | null;
        };
        /**
         * @example {
         *       "name": "Chatbot do site",
         *       "scopes": [
         *         "search"
         *       ]
         *     }
         */
        NewApiKey: {
            name: string;
            scopes: ("read" | "write" | "search" | "agents" | "admin")[];
            /** @description The only collections it is to see, restricted ones too; not with the scope admin. */
            collection_ids?: string[] | null;
            /**
             * Format: date-time
             * @description From then on it is refused; null for never.
             */
            expires_at?: string | null;
        };
        /**
         * @example {
         *       "name": "Chatbot"
         *     }
         */
        ApiKeyChanges: {
            name?: string;
            /** @description Some of those it has: a key gets no more of them. */
            scopes?: ("read" | "write" | "search" | "agents" | "admin")[];
            /**
             * Format: date-time
             * @description From then on it is refused; null for never.
             */
            expires_at?: string | null;
        };
        KnowledgeBase: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "name": "Recursos humanos"
         *     }
         */
        NewKnowledgeBase: {
            name: string;
            description?: string | null;
        };
        /**
         * @example {
         *       "description": "Tudo o que o RH publica."
         *     }
         */
        KnowledgeBaseChanges: {
            name?: string;
            description?: string | null;
        };
        Collection: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            knowledge_base_id: string;
            name: string;
            description: string | null;
            /**
             * @description To every member, or to owners, admins and whom its grants name: down to the search. For admins to set.
             * @enum {string}
             */
            access: "open" | "restricted";
            /** @description Whether images, and pages that were scanned, are read by OCR (Portuguese and English): some seconds a page. Of documents that are processed from then on. */
            ocr: boolean;
            /** @description What searches go by. */
            embedding_model: string;
            embedding_dimensions: number;
            /** @description What searches will go by once all vectors of it are there. */
            next_embedding_model: string | null;
            /** @description What searches went by before; its vectors are kept for a week, to go back to. */
            previous_embedding_model: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "name": "Manuais"
         *     }
         */
        NewCollection: {
            name: string;
            description?: string | null;
            /**
             * @description To every member, or to owners, admins and whom its grants name: down to the search. For admins to set.
             * @enum {string}
             */
            access?: "open" | "restricted";
            /** @description Whether images, and pages that were scanned, are read by OCR (Portuguese and English): some seconds a page. Of documents that are processed from then on. */
            ocr?: boolean;
        };
        CollectionWithVectors: components["schemas"]["Collection"] & {
            embedding: components["schemas"]["CollectionVectors"];
        };
        CollectionVectors: {
            /** @description Chunks that have their vector. */
            done: number;
            total: number;
            /** @description Whose vectors the embedding model has refused. */
            failed_documents: number;
            /** @description Of `next_embedding_model`. */
            next: {
                /** @description Chunks that have their vector. */
                done: number;
                total: number;
                /** @description Whose vectors the embedding model has refused. */
                failed_documents: number;
            } | null;
        };
        /**
         * @example {
         *       "description": "O que vale para todos."
         *     }
         */
        CollectionChanges: {
            name?: string;
            description?: string | null;
            /**
             * @description To every member, or to owners, admins and whom its grants name: down to the search. For admins to set.
             * @enum {string}
             */
            access?: "open" | "restricted";
            /** @description Whether images, and pages that were scanned, are read by OCR (Portuguese and English): some seconds a page. Of documents that are processed from then on. */
            ocr?: boolean;
        };
        Grant: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            collection_id: string;
            /** Format: uuid */
            user_id: string | null;
            /**
             * @description Everybody whose role is at least this one: `user` is everybody but viewers.
             * @enum {string|null}
             */
            role: "user" | "viewer" | null;
            /** Format: date-time */
            created_at: string;
        };
        /**
         * @example {
         *       "role": "user"
         *     }
         */
        NewGrant: {
            /** Format: uuid */
            user_id: string;
        } | {
            /**
             * @description Everybody whose role is at least this one: `user` is everybody but viewers.
             * @enum {string}
             */
            role: "user" | "viewer";
        };
        Document: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            collection_id: string;
            name: string;
            /** @enum {string} */
            source_type: "file" | "text" | "url";
            source_url: string | null;
            /** @description Null until the page of a URL was fetched. */
            file_type: string | null;
            file_size: number | null;
            /** @description Of a document from a URL: hours between two fetches; null for never. */
            refresh_interval_hours: number | null;
            /** Format: date-time */
            next_refresh_at: string | null;
            /** Format: date-time */
            last_fetched_at: string | null;
            /** @description Why the last fetch failed. What was published before stays. */
            last_fetch_error_code: string | null;
            /**
             * @description How full-text search stems it; recognised unless it was said. Null before that.
             * @enum {string|null}
             */
            language: "pt" | "en" | "es" | "simple" | null;
            /**
             * @description `ready`: the newest version is found by its words.
             * @enum {string}
             */
            status: "pending" | "processing" | "ready" | "failed" | "cancelled";
            error_code: string | null;
            /** @description In the language of Accept-Language. */
            error_message: string | null;
            /** @description SHA-256 of the newest version’s original, in hex. */
            content_hash: string | null;
            /** @description The newest version; `status` is about its processing. */
            latest_version: number;
            /** @description The version that searches find; null before the first. */
            current_version: number | null;
            chunk_count: number;
            /**
             * @description Of the version that searches find: `pending` while not all of its chunks are found by their meaning yet; by their words they are. `failed`: the embedding model refused some, and is asked again later. Null before the first version.
             * @enum {string|null}
             */
            embedding_status: "pending" | "ready" | "failed" | null;
            /** @description Chunks that are found by their meaning. */
            embedded_count: number;
            /** @description Why vectors wait, or were refused. */
            embedding_error_code: string | null;
            /** @description In the language of Accept-Language. */
            embedding_error_message: string | null;
            /** @description What the version that searches find lacks of what its file shows. */
            warnings: {
                /** @enum {string} */
                code: "pages_without_text" | "pages_not_recognised" | "pages_recognised_unsure" | "pages_broken" | "encoding_guessed" | "encodings_mixed" | "encoded_twice" | "characters_unreadable" | "rows_mended" | "rows_uneven" | "lines_unreadable" | "formulas_without_values" | "hidden_left_out" | "content_not_read" | "embedded_left_out";
                /** @description In the language of Accept-Language. */
                message: string;
                /** @description From 1. */
                pages: number[];
                /** @description Where in the document, from 1; of very many the first. Empty where it is about all of it. */
                places: {
                    page?: number;
                    slide?: number;
                    sheet?: string;
                    cell?: string;
                    row?: number;
                    line?: number;
                }[];
            }[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "name": "ferias.md",
         *       "text": "# Férias\n\nTrinta dias por ano.",
         *       "file_type": "text/markdown"
         *     }
         */
        NewTextDocument: {
            name: string;
            text: string;
            /**
             * @description Where it is not said: text/markdown of a name that ends in .md or .markdown, else text/plain.
             * @enum {string}
             */
            file_type?: "text/plain" | "text/markdown";
            /**
             * @description Recognised from the text where it is not said.
             * @enum {string}
             */
            language?: "pt" | "en" | "es" | "simple";
            /** @description Take it in although the collection has the same bytes already; else that is `duplicate_document`. */
            allow_duplicate?: boolean;
        };
        /**
         * @example {
         *       "url": "https://example.com/ferias",
         *       "refresh_interval_hours": 24
         *     }
         */
        NewUrlDocument: {
            /** @description A public http(s) address, without user and password. */
            url: string;
            /** @description Where none is given, the title of the page. */
            name?: string;
            /**
             * @description Recognised from the text where it is not said.
             * @enum {string}
             */
            language?: "pt" | "en" | "es" | "simple";
            refresh_interval_hours?: number | null;
        };
        /**
         * @example {
         *       "name": "Férias 2027"
         *     }
         */
        DocumentChanges: {
            name?: string;
            /**
             * Format: uuid
             * @description Moves the document, with its chunks.
             */
            collection_id?: string;
            /** @enum {string} */
            language?: "pt" | "en" | "es" | "simple";
            /** @description Only of a document from a URL; null for never. */
            refresh_interval_hours?: number | null;
        };
        Overview: {
            documents: {
                total: number;
                ready: number;
                /** @description Waiting to be processed, or being processed. */
                under_way: number;
                failed: number;
                cancelled: number;
            };
            /** @description Every collection that the caller sees, those without documents too. */
            collections: {
                /** Format: uuid */
                id: string;
                documents: number;
                ready: number;
                /** @description Waiting to be processed, or being processed. */
                under_way: number;
                failed: number;
                cancelled: number;
            }[];
            /** @description The documents there are by the day on which they were made (UTC), the last thirty days, today last. */
            days: {
                /** Format: date */
                day: string;
                documents: number;
            }[];
        };
        ImportedDocuments: {
            data: components["schemas"]["Document"][];
            /** @description The files that became no document, and why; a repetition with the same Idempotency-Key tries them again. */
            skipped: {
                path: string;
                error_code: string;
                error_message: string;
            }[];
        };
        FileUrl: {
            /** @description Absolute and without need of a token where `signed`; else the path of `GET …/file` on this API. */
            url: string;
            /** @description False where Storage cannot be reached from outside. */
            signed: boolean;
            /** Format: date-time */
            expires_at: string | null;
        };
        DocumentVersion: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            document_id: string;
            version_number: number;
            /** @enum {string} */
            change_type: "created" | "updated" | "reprocessed" | "restored";
            change_description: string | null;
            /** Format: uuid */
            changed_by: string | null;
            file_type: string;
            file_size: number;
            content_hash: string;
            /** Format: date-time */
            created_at: string;
        };
        /**
         * @example {
         *       "text": "# Férias\n\nTrinta e um dias por ano.",
         *       "file_type": "text/markdown"
         *     }
         */
        NewTextVersion: {
            text: string;
            /**
             * @default text/plain
             * @enum {string}
             */
            file_type?: "text/plain" | "text/markdown";
            change_description?: string;
        };
        DocumentUsage: {
            /** @description How many passages of it searches and agents have found. Counted some seconds later. */
            usage_count: number;
            /** Format: date-time */
            first_used_at: string | null;
            /** Format: date-time */
            last_used_at: string | null;
            /** @description By which agent; null is what people and programs searched themselves. */
            agents: {
                /** Format: uuid */
                agent_id: string | null;
                usage_count: number;
                /** Format: date-time */
                first_used_at: string;
                /** Format: date-time */
                last_used_at: string;
            }[];
            /** @description The passages of the current version that were found most often, at most 50. */
            chunks: {
                /** Format: uuid */
                chunk_id: string;
                usage_count: number;
                /** Format: date-time */
                first_used_at: string;
                /** Format: date-time */
                last_used_at: string;
            }[];
        };
        Ingestion: {
            /** Format: uuid */
            document_id: string;
            /** Format: uuid */
            collection_id: string;
            version_number: number;
            /**
             * @description Of the document: `pending` and `processing` go on, the others have ended.
             * @enum {string}
             */
            status: "pending" | "processing" | "ready" | "failed" | "cancelled";
            /** @enum {string} */
            step: "queued" | "fetching" | "parsing" | "splitting" | "embedding" | "storing" | "finished";
            /** @description Of all steps together. */
            percent: number;
            /**
             * @description What `done` and `total` count in this step.
             * @enum {string|null}
             */
            unit: "bytes" | "pages" | "slides" | "sheets" | "chunks" | null;
            done: number;
            /** @description Null while nobody knows. */
            total: number | null;
            /** @description How often this version was begun. */
            attempt: number;
            /** @description Units per second in this step. */
            per_second: number | null;
            /** @description Of this step. */
            seconds_left: number | null;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            updated_at: string;
            /**
             * @description Why nothing happens: `worker` no process works on jobs, `turn` others come first, `retry` an attempt failed and the next one is to come.
             * @enum {string|null}
             */
            waiting_for: "worker" | "turn" | "retry" | null;
            embedding: components["schemas"]["EmbeddingProgress"];
            /** @description Larger with every change of this document. */
            revision: number;
        };
        WebhookEndpoint: {
            /** Format: uuid */
            id: string;
            url: string;
            description: string | null;
            events: ("document.ready" | "document.embedded" | "document.failed" | "execution.ended")[];
            enabled: boolean;
            /**
             * @description `gone`: it answered 410. `failing`: nothing has succeeded for five days.
             * @enum {string|null}
             */
            disabled_reason: "gone" | "failing" | null;
            /**
             * Format: date-time
             * @description The first failure since the last success.
             */
            failing_since: string | null;
            /**
             * Format: date-time
             * @description After a rotation: until then messages carry the signature of the old secret too.
             */
            previous_secret_expires_at: string | null;
            /** Format: uuid */
            created_by: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        GivenWebhookEndpoint: components["schemas"]["WebhookEndpoint"] & {
            /** @description Shown this once; null in the answer to a repetition with the same Idempotency-Key. */
            secret: string | null;
        };
        /**
         * @example {
         *       "url": "https://example.com/renum",
         *       "events": [
         *         "document.ready",
         *         "document.failed"
         *       ]
         *     }
         */
        NewWebhookEndpoint: {
            /**
             * Format: uri
             * @description https, and a public address, or what the operator allows in `RENUM_FETCH_ALLOW`, without user, password, query or fragment; it is checked again with every delivery. It is no secret: check the signature.
             * @example https://example.com/renum
             */
            url: string;
            description?: string | null;
            events: ("document.ready" | "document.embedded" | "document.failed" | "execution.ended")[];
            /** @default true */
            enabled?: boolean;
        };
        /**
         * @example {
         *       "enabled": false
         *     }
         */
        WebhookEndpointChanges: {
            /**
             * Format: uri
             * @description https, and a public address, or what the operator allows in `RENUM_FETCH_ALLOW`, without user, password, query or fragment; it is checked again with every delivery. It is no secret: check the signature.
             * @example https://example.com/renum
             */
            url?: string;
            description?: string | null;
            events?: ("document.ready" | "document.embedded" | "document.failed" | "execution.ended")[];
            enabled?: boolean;
        };
        WebhookDelivery: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            webhook_endpoint_id: string;
            /** @description The header `webhook-id`, the same with every attempt. */
            message_id: string;
            /** @enum {string} */
            event: "document.ready" | "document.embedded" | "document.failed" | "execution.ended" | "webhook.test";
            /**
             * Format: uuid
             * @description Missing where it is about none.
             */
            document_id?: string;
            /** @description The body, as it is sent. */
            message: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "pending" | "delivered" | "failed";
            attempts: number;
            /** @description What the receiver answered to the last attempt. */
            last_status_code: number | null;
            /**
             * @description `status`: the answer was not 2xx; redirects are not followed. `url_not_allowed`: the address is not there or not public; the operator may allow it in `RENUM_FETCH_ALLOW`. `secret_unreadable`: rotate the secret of the endpoint.
             * @enum {string|null}
             */
            last_error_code: "status" | "timed_out" | "unreachable" | "url_not_allowed" | "secret_unreadable" | "endpoint_disabled" | null;
            /** Format: date-time */
            next_attempt_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            delivered_at: string | null;
        };
        Chunk: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            document_id: string;
            /** Format: uuid */
            collection_id: string;
            version_number: number;
            chunk_index: number;
            content: string;
            metadata: components["schemas"]["Location"];
            /** @description What has embedded it; null before that. */
            embedding_model: string | null;
            embedding_dimensions: number | null;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When a person changed its words.
             */
            edited_at: string | null;
        };
        Location: {
            /** @description The path of headings that it stands under. */
            heading?: string;
            /** @description Where it begins, from 1; only of formats that have pages. */
            page?: number;
            /** @description Where it ends, where that is another page. */
            page_end?: number;
            /** @description From 1; of a presentation. */
            slide?: number;
            /** @description Its name; of a workbook. */
            sheet?: string;
            /** @description The row that it begins with, from 1; of workbooks, CSV and JSON lists of records. */
            row?: number;
            /** @description The row that it ends with, where that is another one. */
            row_end?: number;
            /** @description Offset in the text of the document, in UTF-16 code units. */
            start: number;
            end: number;
        };
        TextRectangles: {
            version_number: number;
            /** @description In order; none where the format has no pages. */
            pages: {
                /** @description From 1. */
                page: number;
                /** @description Of the page as it is shown, in points (a PDF) or pixels (an image), as are its rectangles. */
                width: number;
                height: number;
                /** @description One for each line; `x` and `y` from the top left of the page. */
                rectangles: {
                    x: number;
                    y: number;
                    width: number;
                    height: number;
                }[];
            }[];
        };
        /**
         * @example {
         *       "content": "Trinta dias por ano."
         *     }
         */
        ChunkChanges: {
            content: string;
        };
        SearchResponse: {
            results: {
                /** Format: uuid */
                chunk_id: string;
                /** Format: uuid */
                document_id: string;
                document_name: string;
                /** Format: uuid */
                collection_id: string;
                version: number;
                content: string;
                /** @description What results are ranked by, 0 to 1 and comparable between queries: how much of what the query says a passage has. All of it, each word once, is some 0.8. */
                score: number;
                /** @description Of each leg that found it: full_text (words), lexical (letters), semantic (the similarity of a sentence model). */
                scores: {
                    [key: string]: number;
                };
                /** @description With `explain`: its place in each leg. */
                ranks?: {
                    [key: string]: number;
                };
                citation: components["schemas"]["Citation"];
            }[];
            explanation?: components["schemas"]["SearchExplanation"];
            took_ms: number;
            /**
             * @description How the results were ranked.
             * @enum {string}
             */
            mode: "hybrid" | "full_text" | "lexical" | "semantic";
            model: string;
            /** @description How much of what was searched has its vectors, 0 to 1: the rest is found by its words alone. Not of `full_text`, which needs none. */
            embedded_share?: number;
        };
        Citation: {
            /** Format: uuid */
            document_id: string;
            document_name: string;
            version: number;
            /** Format: uuid */
            chunk_id: string;
            location: components["schemas"]["Location"];
        };
        SearchExplanation: {
            /** @description That were searched. */
            passages: number;
            terms: {
                /** @description What the forms of a word have in common. */
                term: string;
                /** @description 1 of a word that was said; less of words of grammar and of guesses. */
                weight: number;
                /** @description That have it, as of the last count. */
                passages: number;
            }[];
            left_out: {
                /** Format: uuid */
                chunk_id: string;
                /** Format: uuid */
                document_id: string;
                document_name: string;
                /** Format: uuid */
                collection_id: string;
                version: number;
                content: string;
                /** @description What results are ranked by, 0 to 1 and comparable between queries: how much of what the query says a passage has. All of it, each word once, is some 0.8. */
                score: number;
                /** @description Of each leg that found it: full_text (words), lexical (letters), semantic (the similarity of a sentence model). */
                scores: {
                    [key: string]: number;
                };
                /** @description With `explain`: its place in each leg. */
                ranks?: {
                    [key: string]: number;
                };
                citation: components["schemas"]["Citation"];
                /** @enum {string} */
                reason: "beyond_top_k" | "below_min_score";
            }[];
        };
        /**
         * @example {
         *       "query": "Quantos dias de férias?",
         *       "top_k": 3
         *     }
         */
        SearchRequest: {
            query: string;
            /** @description Only in these collections. */
            collection_ids?: string[];
            /**
             * Format: uuid
             * @description Only in this knowledge base.
             */
            knowledge_base_id?: string;
            /** @description Only in documents for which all of this is true. */
            filters?: {
                document_ids?: string[];
                languages?: ("pt" | "en" | "es" | "simple")[];
                file_types?: string[];
                /** Format: date-time */
                created_after?: string;
                /** Format: date-time */
                created_before?: string;
            };
            /** @description Leaves out results below this `score`. */
            min_score?: number;
            /** @default 10 */
            top_k?: number;
            /** @description The last word is still being typed: words that begin with it count. */
            prefix?: boolean;
            /** @description Tells what was looked for, the place of each result in each leg, and what was left out and why. */
            explain?: boolean;
            /**
             * @description semantic compares with the embedder; where that is no sentence model, the answer says `lexical`.
             * @default hybrid
             * @enum {string}
             */
            mode?: "hybrid" | "semantic" | "full_text";
        };
        TestQuestion: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description The document that is right.
             */
            document_id: string;
            /**
             * Format: uuid
             * @description That of the document.
             */
            collection_id: string;
            question: string;
            passage: string | null;
            /**
             * @description Where it came from: written by a person, imported, or a search whose result somebody marked.
             * @enum {string}
             */
            source: "manual" | "import" | "search";
            /** Format: uuid */
            created_by: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000014",
         *       "question": "Quantos dias de férias?",
         *       "passage": "Cada pessoa tem trinta dias de férias por ano.",
         *       "source": "search"
         *     }
         */
        NewTestQuestion: {
            /**
             * Format: uuid
             * @description The document that is right.
             */
            document_id: string;
            /**
             * @description As it is asked of the search; at least one letter or digit.
             * @example Quantos dias de férias?
             */
            question: string;
            /** @description What of the document is right, in its words, as the `content` of a search result; null where any of it is. Ids of chunks change with each version of a document, and its words stay. */
            passage?: string | null;
            /**
             * @description Where it came from: written by a person, imported, or a search whose result somebody marked.
             * @default manual
             * @enum {string}
             */
            source?: "manual" | "import" | "search";
        };
        /**
         * @example {
         *       "question": "Quantos dias de férias por ano?"
         *     }
         */
        TestQuestionChanges: {
            /**
             * Format: uuid
             * @description Another document; the passage of the one before goes.
             */
            document_id?: string;
            /**
             * @description As it is asked of the search; at least one letter or digit.
             * @example Quantos dias de férias?
             */
            question?: string;
            /** @description What of the document is right, in its words, as the `content` of a search result; null where any of it is. Ids of chunks change with each version of a document, and its words stay. */
            passage?: string | null;
        };
        Credential: {
            /** Format: uuid */
            id: string;
            name: string;
            service_name: string;
            /**
             * @description `openai_compatible`: `Authorization: Bearer`, or the header that `header_name` says. `http_header`: the value as it is, in the header that `header_name` says.
             * @enum {string}
             */
            credential_type: "openai_compatible" | "http_header";
            settings: {
                base_url: string;
                header_name?: string;
            };
            /** @description Of the value; null where it is too short to tell. */
            last_four: string | null;
            /**
             * @description `needs_reentry`: the value cannot be decrypted any more. Enter it again.
             * @enum {string}
             */
            state: "ok" | "needs_reentry";
            /** @description Which key of the install the value is encrypted with. */
            key_id: string;
            /** Format: uuid */
            created_by: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** Format: date-time */
            last_used_at: string | null;
        };
        /**
         * @example {
         *       "name": "OpenAI",
         *       "service_name": "openai",
         *       "credential_type": "openai_compatible",
         *       "settings": {
         *         "base_url": "https://api.openai.com/v1"
         *       },
         *       "value": "sk-…"
         *     }
         */
        NewCredential: {
            name: string;
            service_name: string;
            /**
             * @description `openai_compatible`: `Authorization: Bearer`, or the header that `header_name` says. `http_header`: the value as it is, in the header that `header_name` says.
             * @enum {string}
             */
            credential_type: "openai_compatible" | "http_header";
            settings: components["schemas"]["CredentialSettings"];
            /**
             * Format: password
             * @description The secret itself. It goes in, and never comes out again.
             */
            value: string;
        };
        CredentialSettings: {
            /**
             * Format: uri
             * @description Where the service is, without query: `https://api.openai.com/v1`.
             */
            base_url: string;
            /** @description Required of `http_header`. */
            header_name?: string;
        };
        /**
         * @example {
         *       "name": "OpenAI, produção"
         *     }
         */
        CredentialChanges: {
            name?: string;
            settings?: components["schemas"]["CredentialSettings"] & unknown;
        };
        /**
         * @example {
         *       "value": "sk-…"
         *     }
         */
        CredentialValue: {
            /**
             * Format: password
             * @description The secret itself. It goes in, and never comes out again.
             */
            value: string;
            settings?: components["schemas"]["CredentialSettings"];
        };
        CredentialTest: {
            ok: boolean;
            /** @description HTTP status of the service; null where it did not answer. */
            status: number | null;
            /** @description For a person, in the language of Accept-Language. */
            message: string;
            ms: number;
        };
        Agent: {
            /** Format: uuid */
            id: string;
            name: string;
            description: string | null;
            /**
             * @description One that is `inactive` is run by nobody.
             * @enum {string}
             */
            status: "active" | "inactive";
            configuration: components["schemas"]["AgentConfiguration"];
            /** @description The last that was published; 0 before the first. */
            latest_version: number;
            /** @description What executions run; null before the first. */
            published_version: number | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description The draft. */
        AgentConfiguration: {
            /** @default  */
            instructions?: string;
            /**
             * @default {
             *       "provider": "extractive"
             *     }
             */
            model?: {
                /** @enum {string} */
                provider: "extractive";
            } | {
                /** @enum {string} */
                provider: "openai" | "openai_compatible" | "anthropic";
                /**
                 * @description As the provider calls it.
                 * @example gpt-5-mini
                 */
                name: string;
                /**
                 * Format: uuid
                 * @description Of the client; null takes the key and the address that the install has in `LLM_*`.
                 * @default null
                 */
                credential_id?: string | null;
                /** @default {} */
                parameters?: {
                    temperature?: number;
                    top_p?: number;
                    max_output_tokens?: number;
                    seed?: number;
                    stop?: string[];
                };
            };
            /**
             * @description Asked where the model does not answer, before it has said anything.
             * @default null
             */
            fallback_model?: {
                /** @enum {string} */
                provider: "extractive";
            } | {
                /** @enum {string} */
                provider: "openai" | "openai_compatible" | "anthropic";
                /**
                 * @description As the provider calls it.
                 * @example gpt-5-mini
                 */
                name: string;
                /**
                 * Format: uuid
                 * @description Of the client; null takes the key and the address that the install has in `LLM_*`.
                 * @default null
                 */
                credential_id?: string | null;
                /** @default {} */
                parameters?: {
                    temperature?: number;
                    top_p?: number;
                    max_output_tokens?: number;
                    seed?: number;
                    stop?: string[];
                };
            } | null;
            /**
             * @description Where it looks: all that its asker may see where neither is given.
             * @default {}
             */
            knowledge?: {
                /**
                 * Format: uuid
                 * @default null
                 */
                knowledge_base_id?: string | null;
                /** @default [] */
                collection_ids?: string[];
            };
            /** @default {} */
            retrieval?: {
                /**
                 * @default hybrid
                 * @enum {string}
                 */
                mode?: "hybrid" | "semantic" | "full_text";
                /** @default 8 */
                top_k?: number;
                /**
                 * @description Passages below it are not read: where none is above, the answer is that nothing was found.
                 * @default 0.3
                 */
                min_score?: number;
                /**
                 * @description Whether the question is searched before the model is asked; `false` leaves it to the model, which then needs the tool `search_knowledge`.
                 * @default true
                 */
                automatic?: boolean;
            };
            /**
             * @description What a model may do beside reading the passages that the question finds.
             * @default []
             */
            tools?: ("search_knowledge" | "read_document" | "http_request")[];
            /**
             * @description All that the tool `http_request` may ask for. Addresses inside of the network are refused.
             * @default []
             */
            http_requests?: {
                /**
                 * Format: host
                 * @description In small letters, with its port where it is not that of HTTPS (443).
                 * @example api.example.com
                 */
                host: string;
                /**
                 * @description That one and what is below it.
                 * @default /
                 */
                path?: string;
                /**
                 * @default [
                 *       "GET"
                 *     ]
                 */
                methods?: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")[];
                /**
                 * Format: uuid
                 * @description Of the client, for this host. It is sent along, and the model never sees it.
                 * @default null
                 */
                credential_id?: string | null;
                /**
                 * @description For the model: what is to be found there.
                 * @default
                 */
                description?: string;
            }[];
            /** @default {} */
            limits?: {
                /**
                 * @description Calls of the model.
                 * @default 8
                 */
                steps?: number;
                /**
                 * @description Read and written, of all steps.
                 * @default 60000
                 */
                tokens?: number;
                /** @default 120 */
                seconds?: number;
                /**
                 * @description Of one execution, in US dollars. A model without a known price is then refused.
                 * @default null
                 */
                usd?: number | null;
            };
            /**
             * @description `auto` answers in the language of the question.
             * @default auto
             * @enum {string}
             */
            language?: "auto" | "pt" | "en";
            /** @default [] */
            opening_questions?: string[];
            /**
             * @description Earlier questions of a conversation that the model is told, with their answers.
             * @default 6
             */
            history?: number;
        };
        /**
         * @example {
         *       "name": "Atendimento do RH",
         *       "configuration": {
         *         "language": "pt"
         *       }
         *     }
         */
        NewAgent: {
            name: string;
            description?: string | null;
            configuration?: components["schemas"]["AgentConfiguration"];
        };
        /**
         * @example {
         *       "description": "Responde sobre férias"
         *     }
         */
        AgentChanges: {
            name?: string;
            description?: string | null;
            /** @enum {string} */
            status?: "active" | "inactive";
            configuration?: components["schemas"]["AgentConfiguration"] & unknown;
        };
        /**
         * @example {
         *       "name": "Cópia"
         *     }
         */
        DuplicatedAgent: {
            name: string;
        };
        /** @example {} */
        PublishedAgent: {
            /** @description One from before; without it the draft becomes one. */
            version?: number;
        };
        AgentVersion: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            agent_id: string;
            version_number: number;
            configuration: components["schemas"]["AgentConfiguration"];
            /** Format: uuid */
            created_by: string | null;
            /** Format: date-time */
            created_at: string;
        };
        Budget: {
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description The agent whose executions it is for; null for all agents of the client together.
             */
            agent_id: string | null;
            /**
             * @description Of the calendar, in UTC.
             * @enum {string}
             */
            period: "day" | "month";
            /**
             * @description In US dollars.
             * @example 50
             */
            limit_usd: number;
            /** @description Without what executions that run have spent and reserved. Below 0 where the limit was lowered, or a model cost more than it was to. */
            left_usd: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "period": "month",
         *       "limit_usd": 50
         *     }
         */
        NewBudget: {
            /**
             * Format: uuid
             * @description The agent whose executions it is for; null for all agents of the client together.
             * @default null
             */
            agent_id?: string | null;
            /**
             * @description Of the calendar, in UTC.
             * @enum {string}
             */
            period: "day" | "month";
            /**
             * @description In US dollars.
             * @example 50
             */
            limit_usd: number;
        };
        /**
         * @example {
         *       "limit_usd": 100
         *     }
         */
        BudgetChanges: {
            /**
             * @description In US dollars.
             * @example 50
             */
            limit_usd?: number;
        };
        Execution: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            agent_id: string;
            /** @description Null where the draft was run. */
            agent_version: number | null;
            /** Format: uuid */
            conversation_id: string | null;
            /** Format: uuid */
            user_id: string | null;
            /** Format: uuid */
            api_key_id: string | null;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "timed_out";
            background: boolean;
            input: {
                question: string;
            };
            output: components["schemas"]["ExecutionOutput"];
            error_code: string | null;
            error_message?: string;
            model: string | null;
            input_tokens: number;
            output_tokens: number;
            tokens_used: number;
            /** @description In US dollars; null where the price is not known, which is not the same as free. */
            cost_usd: number | null;
            /** @enum {string|null} */
            rating: "up" | "down" | null;
            rating_comment: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            completed_at: string | null;
        };
        /** @description Of one that failed, timed out or was cancelled: what there was until then. */
        ExecutionOutput: {
            answer: string;
            /** @description Made of quotes, without a language model. */
            extractive: boolean;
            /** @description False where nothing was found to answer from. */
            found: boolean;
            citations: components["schemas"]["ExecutionCitation"][];
            sentences: components["schemas"]["ExecutionSentence"][];
            unsupported: number;
        } | null;
        ExecutionCitation: {
            /** @description As the answer has it: `[1]`. */
            number: number;
            /** @description Stands letter by letter in the passage. */
            quote: string;
            /** Format: uuid */
            document_id: string;
            document_name: string;
            version: number;
            /** Format: uuid */
            chunk_id: string;
            /** Format: uuid */
            collection_id: string;
            location: components["schemas"]["Location"];
            /** @description Where the quote begins in the passage, in UTF-16 code units. */
            quote_start: number;
            score: number;
        };
        ExecutionSentence: {
            /** @description Offset in the answer, in UTF-16 code units. */
            start: number;
            end: number;
            /**
             * @description `supported`: its figures, dates, codes and names stand in what it cites, or in the question. `computed`: with a result that it works out. `unsupported`: something of it stands nowhere. `plain`: it says nothing of the kind and cites nothing.
             * @enum {string}
             */
            verdict: "supported" | "computed" | "unsupported" | "plain";
            citations: number[];
            /** @description What stands nowhere, as it is written. */
            unsupported: string[];
        };
        /**
         * @example {
         *       "question": "Quantos dias de férias tenho por ano?"
         *     }
         */
        NewExecution: {
            question: string;
            /**
             * Format: uuid
             * @description What was asked in it before is told to the model.
             */
            conversation_id?: string;
            /**
             * @description Runs the draft; for who may configure agents.
             * @default false
             */
            draft?: boolean;
            /**
             * @description Answers at once; a worker runs it.
             * @default false
             */
            background?: boolean;
        };
        ExecutionTrace: {
            steps: components["schemas"]["ExecutionStep"][];
        };
        ExecutionStep: {
            number: number;
            /** @enum {string} */
            kind: "search" | "model" | "tool";
            /** @description Of the model or the tool. */
            name: string;
            /** Format: date-time */
            started_at: string;
            ms: number;
            input?: unknown;
            output?: unknown;
            input_tokens?: number;
            output_tokens?: number;
            /** @description In US dollars; null where the price is not known, which is not the same as free. */
            cost_usd?: number | null;
            error_code?: string;
            /** @description What it was, for a person, in the language of Accept-Language. */
            text: string;
        };
        /**
         * @example {
         *       "rating": "up"
         *     }
         */
        ExecutionFeedback: {
            /** @enum {string|null} */
            rating: "up" | "down" | null;
            /** @default null */
            comment?: string | null;
        };
        Conversation: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            agent_id: string;
            /** Format: uuid */
            user_id: string | null;
            /** Format: uuid */
            api_key_id: string | null;
            title: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /**
         * @example {
         *       "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000015",
         *       "title": "Férias de julho"
         *     }
         */
        NewConversation: {
            /** Format: uuid */
            agent_id: string;
            title: string;
        };
        /**
         * @example {
         *       "title": "Férias de janeiro"
         *     }
         */
        ConversationChanges: {
            title?: string;
        };
        ChatCompletion: {
            id: string;
            /** @enum {string} */
            object: "chat.completion";
            created: number;
            model: string;
            choices: ({
                index: number;
                message: {
                    /** @enum {string} */
                    role: "assistant";
                    content: string;
                    annotations: unknown[];
                } & {
                    [key: string]: unknown;
                };
                /** @enum {string} */
                finish_reason: "stop";
            } & {
                [key: string]: unknown;
            })[];
            usage: {
                prompt_tokens: number;
                completion_tokens: number;
                total_tokens: number;
            };
            /** @description The execution: its citations, and the verdict on each sentence. */
            renum?: unknown;
        } & {
            [key: string]: unknown;
        };
        /**
         * @example {
         *       "model": "Atendimento do RH",
         *       "messages": [
         *         {
         *           "role": "user",
         *           "content": "Quantos dias de férias?"
         *         }
         *       ]
         *     }
         */
        ChatCompletionRequest: {
            /** @description Id of an agent, or its name where no other has it. */
            model: string;
            messages: ({
                /** @enum {string} */
                role: "system" | "developer" | "user" | "assistant";
                content?: string | ({
                    type: string;
                    text?: string;
                } & {
                    [key: string]: unknown;
                })[] | null;
            } & {
                [key: string]: unknown;
            })[];
            stream?: boolean | null;
            stream_options?: ({
                include_usage?: boolean | null;
            } & {
                [key: string]: unknown;
            }) | null;
            n?: number | null;
            tools?: unknown[] | null;
            functions?: unknown[] | null;
        } & {
            [key: string]: unknown;
        };
        ModelList: {
            /** @enum {string} */
            object: "list";
            data: {
                id: string;
                /** @enum {string} */
                object: "model";
                created: number;
                owned_by: string;
                name: string;
            }[];
        };
        Response: {
            id: string;
            /** @enum {string} */
            object: "response";
            created_at: number;
            /** @enum {string} */
            status: "in_progress" | "completed" | "failed";
            model: string;
            output: unknown[];
            usage?: unknown;
            /** @description The execution: its citations, and the verdict on each sentence. */
            renum?: unknown;
        } & {
            [key: string]: unknown;
        };
        /**
         * @example {
         *       "model": "Atendimento do RH",
         *       "input": "Quantos dias de férias?"
         *     }
         */
        ResponseRequest: {
            /** @description Id of an agent, or its name where no other has it. */
            model: string;
            input: string | ({
                type?: string | null;
                /** @enum {string|null} */
                role?: "system" | "developer" | "user" | "assistant" | null;
                content?: string | ({
                    type: string;
                    text?: string;
                } & {
                    [key: string]: unknown;
                })[] | null;
            } & {
                [key: string]: unknown;
            })[];
            instructions?: string | null;
            stream?: boolean | null;
            background?: boolean | null;
            previous_response_id?: string | null;
            tools?: unknown[] | null;
        } & {
            [key: string]: unknown;
        };
    };
    responses: {
        /** @description Code: `invalid_input`, `invalid_json`, `query_without_words`, `invalid_form`, `invalid_cursor`, `tools_not_supported` */
        Problem400: {
            headers: {
                "X-Request-Id": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "The body of the request is not valid JSON.",
                 *       "status": 400,
                 *       "code": "invalid_json",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `not_found`, `invitation_unknown` */
        Problem404: {
            headers: {
                "X-Request-Id": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "There is nothing at this address or with this identifier.",
                 *       "status": 404,
                 *       "code": "not_found",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `method_not_allowed` */
        Problem405: {
            headers: {
                "X-Request-Id": string;
                Allow: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "This address does not take this method. The Allow header says which it takes.",
                 *       "status": 405,
                 *       "code": "method_not_allowed",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `conflict`, `more_scopes`, `key_already_revoked`, `client_switched`, `another_client`, `too_many_clients`, `sole_owner`, `last_owner`, `already_member`, `quota_exceeded`, `folder_taken`, `still_processing`, `duplicate_document`, `not_processing`, `embedding_models_differ`, `model_not_changing`, `no_previous_model`, `embedding_model_unavailable`, `not_from_url`, `not_fetched`, `too_many_test_questions`, `encryption_not_configured`, `credential_unreadable`, `credential_swapped`, `credential_host_fixed`, `too_many_webhook_endpoints`, `webhook_disabled`, `agent_configuration_outdated`, `agent_inactive`, `agent_not_published`, `execution_ended`, `model_not_configured`, `model_credential_missing`, `model_key_refused`, `model_unknown`, `model_request_refused`, `price_unknown` */
        Problem409: {
            headers: {
                "X-Request-Id": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "This conflicts with something that already exists.",
                 *       "status": 409,
                 *       "code": "conflict",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `idempotency_key_reused`, `file_missing`, `processing_crashed`, `file_refused`, `empty_file`, `no_text`, `encrypted_file`, `broken_file`, `image_only`, `too_many_pages`, `document_too_long`, `document_too_complex`, `too_many_cells`, `nested_too_deep`, `unpacks_too_large`, `unsafe_content`, `image_too_large`, `archive_in_archive`, `too_many_entries`, `url_not_http`, `url_not_allowed`, `url_not_found`, `url_refused`, `url_too_many_redirects`, `https_required`, `model_refused`, `model_context_too_long`, `model_tool_unknown`, `model_tool_arguments_invalid`, `step_limit_reached`, `token_limit_reached`, `cost_limit_reached`, `credential_of_another_host`, `http_request_not_allowed`, `http_answer_not_text`, `budget_reached` */
        Problem422: {
            headers: {
                "X-Request-Id": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "This Idempotency-Key came with another request before. Use a new key.",
                 *       "status": 422,
                 *       "code": "idempotency_key_reused",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `request_too_large`, `file_too_large`, `url_too_large` */
        Problem413: {
            headers: {
                "X-Request-Id": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "The body of the request is over the limit.",
                 *       "status": 413,
                 *       "code": "request_too_large",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `unsupported_content_type`, `unsupported_file_type`, `wrong_extension`, `archive_not_document`, `not_an_archive` */
        Problem415: {
            headers: {
                "X-Request-Id": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "This Content-Type does not fit here: send application/json, or multipart/form-data for files.",
                 *       "status": 415,
                 *       "code": "unsupported_content_type",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `rate_limited`, `too_many_at_once`, `too_many_streams` */
        Problem429: {
            headers: {
                "X-Request-Id": string;
                /** @description Seconds to wait before the next try. */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Too many requests in a short time. Wait the seconds that the Retry-After header says, and try again.",
                 *       "status": 429,
                 *       "code": "rate_limited",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `internal`, `processing_failed` */
        Problem500: {
            headers: {
                "X-Request-Id": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Something failed on our side. Try again and, if it goes on, give the request_id to whoever runs this install.",
                 *       "status": 500,
                 *       "code": "internal",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `busy`, `database_unavailable`, `storage_unavailable`, `embeddings_unavailable`, `auth_unavailable`, `url_unreachable`, `encryption_key_retired`, `execution_interrupted`, `model_rate_limited`, `model_unavailable`, `model_cut_off` */
        Problem503: {
            headers: {
                "X-Request-Id": string;
                /** @description Seconds to wait before the next try. */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Another operation was changing the same rows. Try again.",
                 *       "status": 503,
                 *       "code": "busy",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `embeddings_refused` */
        Problem502: {
            headers: {
                "X-Request-Id": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "The embedding model refused the texts: the key, the name of the model or the length of a text will not do. The log of the server has its answer.",
                 *       "status": 502,
                 *       "code": "embeddings_refused",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `timed_out`, `url_timeout`, `execution_timed_out` */
        Problem504: {
            headers: {
                "X-Request-Id": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "The operation took longer than its limit.",
                 *       "status": 504,
                 *       "code": "timed_out",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `unauthenticated`, `token_expired`, `key_malformed`, `key_unknown`, `key_expired`, `key_revoked` */
        Problem401: {
            headers: {
                "X-Request-Id": string;
                "WWW-Authenticate": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "Send a valid access token in the Authorization: Bearer header.",
                 *       "status": 401,
                 *       "code": "unauthenticated",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `account_banned`, `anonymous_refused`, `second_factor_required`, `insufficient_scope`, `key_limited`, `key_forbidden`, `person_required`, `outlives_key`, `forbidden`, `no_client`, `client_suspended`, `not_a_member`, `sign_up_closed`, `invitation_for_another_address` */
        Problem403: {
            headers: {
                "X-Request-Id": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "This account, or that of whoever made this API key, is banned. Ask the operator of the install.",
                 *       "status": 403,
                 *       "code": "account_banned",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Code: `invitation_used`, `invitation_revoked`, `invitation_expired` */
        Problem410: {
            headers: {
                "X-Request-Id": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "about:blank",
                 *       "title": "This invitation has been used. Ask whoever invited you for a new one.",
                 *       "status": 410,
                 *       "code": "invitation_used",
                 *       "request_id": "8f14e45f-ceea-467f-a8c1-0d6d2f3b9c1e"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
        RenumClient: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            500: components["responses"]["Problem500"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok",
                     *       "checks": {
                     *         "database": "ok",
                     *         "queue": "ok",
                     *         "storage": "ok"
                     *       },
                     *       "workers": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            500: components["responses"]["Problem500"];
            /** @description Some of it does not */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The public configuration */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "supabase_url": "https://project.supabase.co",
                     *       "supabase_key": "sb_publishable_…",
                     *       "embeddings": {
                     *         "provider": "lexical",
                     *         "model": "lexical-1",
                     *         "mode": "lexical",
                     *         "embedded": "with_words"
                     *       },
                     *       "max_file_bytes": 104857600,
                     *       "sign_up": "open",
                     *       "nobody_yet": false
                     *     }
                     */
                    "application/json": components["schemas"]["PublicConfig"];
                };
            };
            500: components["responses"]["Problem500"];
        };
    };
    previewInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationToken"];
            };
        };
        responses: {
            /** @description The invitation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "client_name": "Aurora",
                     *       "email": "ana@example.com",
                     *       "role": "user",
                     *       "expires_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationPreview"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The signed-in person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "email": "ana@example.com",
                     *       "name": "Ana Souza",
                     *       "client_id": "6f1d3a52-8c04-4e7b-9d11-000000000001",
                     *       "role": "owner",
                     *       "clients": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000001",
                     *           "name": "Aurora Alimentos",
                     *           "status": "active",
                     *           "role": "owner"
                     *         }
                     *       ],
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "last_login": null
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "email": "ana@example.com",
                     *       "name": "Ana Souza",
                     *       "client_id": "6f1d3a52-8c04-4e7b-9d11-000000000001",
                     *       "role": "owner",
                     *       "clients": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000001",
                     *           "name": "Aurora Alimentos",
                     *           "status": "active",
                     *           "role": "owner"
                     *         }
                     *       ],
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "last_login": null
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClient"];
            };
        };
        responses: {
            /** @description The new client */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000001",
                     *       "name": "Aurora Alimentos",
                     *       "status": "active",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Client"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000001",
                     *       "name": "Aurora",
                     *       "status": "active",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Client"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000001",
                     *       "name": "Aurora",
                     *       "status": "active",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Client"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getUsage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As of now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "documents": 6,
                     *       "bytes": 2524180,
                     *       "max_documents": null,
                     *       "max_bytes": null
                     *     }
                     */
                    "application/json": components["schemas"]["Usage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getAgentUsage: {
        parameters: {
            query?: {
                /** @description In UTC; 30 days ago where it is not given. */
                from?: string;
                /** @description Included; today where it is not given. */
                to?: string;
                by?: "day" | "agent" | "user" | "api_key";
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Of executions that have ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-03-02",
                     *       "to": "2026-03-02",
                     *       "by": "agent",
                     *       "data": [
                     *         {
                     *           "of": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *           "executions": 3,
                     *           "failed": 0,
                     *           "input_tokens": 0,
                     *           "output_tokens": 0,
                     *           "cost_usd": 0,
                     *           "unpriced": 0
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AgentUsage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000004",
                     *           "name": null,
                     *           "email": "ana@example.com",
                     *           "role": "user",
                     *           "created_at": "2026-03-02T14:05:09.123Z"
                     *         },
                     *         {
                     *           "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "name": "Ana Souza",
                     *           "email": "ana@example.com",
                     *           "role": "owner",
                     *           "created_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Member"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000004",
                     *       "name": null,
                     *       "email": "ana@example.com",
                     *       "role": "viewer",
                     *       "created_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000003",
                     *           "email": "ana@example.com",
                     *           "role": "user",
                     *           "state": "pending",
                     *           "invited_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "accepted_by": null,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "expires_at": "2026-03-02T14:05:09.123Z",
                     *           "accepted_at": null,
                     *           "revoked_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Invitation"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description The new invitation */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000003",
                     *       "email": "ana@example.com",
                     *       "role": "user",
                     *       "state": "pending",
                     *       "invited_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "accepted_by": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "expires_at": "2026-03-02T14:05:09.123Z",
                     *       "accepted_at": null,
                     *       "revoked_at": null,
                     *       "token": "mF4k…",
                     *       "link": "https://renum.example.com/invitations#mF4k…"
                     *     }
                     */
                    "application/json": components["schemas"]["GivenInvitation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            410: components["responses"]["Problem410"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationAcceptance"];
            };
        };
        responses: {
            /** @description The client */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000001",
                     *       "name": "Aurora",
                     *       "status": "active",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Client"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            410: components["responses"]["Problem410"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
                action?: string;
                /** @description As an entry names it. */
                actor?: string;
                /** @description From this moment on. */
                from?: string;
                /** @description Before this moment. */
                to?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000037",
                     *           "action": "member.updated",
                     *           "actor": "user:6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "subject_type": "member",
                     *           "subject_id": "6f1d3a52-8c04-4e7b-9d11-000000000004",
                     *           "details": {
                     *             "role": {
                     *               "to": "viewer",
                     *               "from": "user"
                     *             },
                     *             "email": "ana@example.com"
                     *           },
                     *           "ip": null,
                     *           "user_agent": null,
                     *           "request_id": "8f14e45f",
                     *           "created_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000033",
                     *           "name": "Chatbot",
                     *           "prefix": "rnm_Q7mZt3Vx",
                     *           "last_four": "7Kq2",
                     *           "scopes": [
                     *             "search"
                     *           ],
                     *           "collection_ids": null,
                     *           "state": "active",
                     *           "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "created_with": null,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z",
                     *           "expires_at": null,
                     *           "revoked_at": null,
                     *           "last_used_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description The new key */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000033",
                     *       "name": "Chatbot",
                     *       "prefix": "rnm_Q7mZt3Vx",
                     *       "last_four": "7Kq2",
                     *       "scopes": [
                     *         "search"
                     *       ],
                     *       "collection_ids": null,
                     *       "state": "active",
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_with": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z",
                     *       "expires_at": null,
                     *       "revoked_at": null,
                     *       "last_used_at": null,
                     *       "key": "rnm_Q7mZt3VxK9…"
                     *     }
                     */
                    "application/json": components["schemas"]["GivenApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000033",
                     *       "name": "Chatbot",
                     *       "prefix": "rnm_Q7mZt3Vx",
                     *       "last_four": "7Kq2",
                     *       "scopes": [
                     *         "search"
                     *       ],
                     *       "collection_ids": null,
                     *       "state": "active",
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_with": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z",
                     *       "expires_at": null,
                     *       "revoked_at": null,
                     *       "last_used_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000033",
                     *       "name": "Chatbot do site",
                     *       "prefix": "rnm_Q7mZt3Vx",
                     *       "last_four": "7Kq2",
                     *       "scopes": [
                     *         "search"
                     *       ],
                     *       "collection_ids": null,
                     *       "state": "active",
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_with": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z",
                     *       "expires_at": null,
                     *       "revoked_at": null,
                     *       "last_used_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listKnowledgeBases: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
                /** @description Only of this name. */
                name?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000005",
                     *           "name": "RH",
                     *           "description": null,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["KnowledgeBase"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createKnowledgeBase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKnowledgeBase"];
            };
        };
        responses: {
            /** @description The new knowledge base */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000005",
                     *       "name": "RH",
                     *       "description": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["KnowledgeBase"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getKnowledgeBase: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The knowledge base */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000005",
                     *       "name": "RH",
                     *       "description": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["KnowledgeBase"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteKnowledgeBase: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateKnowledgeBase: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KnowledgeBaseChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000005",
                     *       "name": "Recursos humanos",
                     *       "description": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["KnowledgeBase"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listCollections: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
                /** @description Only of this name. */
                name?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *           "knowledge_base_id": "6f1d3a52-8c04-4e7b-9d11-000000000005",
                     *           "name": "Políticas",
                     *           "description": null,
                     *           "access": "restricted",
                     *           "ocr": false,
                     *           "embedding_model": "lexical-1",
                     *           "embedding_dimensions": 384,
                     *           "next_embedding_model": null,
                     *           "previous_embedding_model": null,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Collection"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCollection"];
            };
        };
        responses: {
            /** @description The new collection */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "knowledge_base_id": "6f1d3a52-8c04-4e7b-9d11-000000000005",
                     *       "name": "Políticas",
                     *       "description": null,
                     *       "access": "restricted",
                     *       "ocr": false,
                     *       "embedding_model": "lexical-1",
                     *       "embedding_dimensions": 384,
                     *       "next_embedding_model": null,
                     *       "previous_embedding_model": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Collection"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The collection */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "knowledge_base_id": "6f1d3a52-8c04-4e7b-9d11-000000000005",
                     *       "name": "Políticas",
                     *       "description": null,
                     *       "access": "restricted",
                     *       "ocr": false,
                     *       "embedding_model": "lexical-1",
                     *       "embedding_dimensions": 384,
                     *       "next_embedding_model": null,
                     *       "previous_embedding_model": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z",
                     *       "embedding": {
                     *         "done": 0,
                     *         "total": 0,
                     *         "failed_documents": 0,
                     *         "next": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["CollectionWithVectors"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CollectionChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "knowledge_base_id": "6f1d3a52-8c04-4e7b-9d11-000000000005",
                     *       "name": "Políticas",
                     *       "description": "O que vale para todos",
                     *       "access": "restricted",
                     *       "ocr": false,
                     *       "embedding_model": "lexical-1",
                     *       "embedding_dimensions": 384,
                     *       "next_embedding_model": null,
                     *       "previous_embedding_model": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Collection"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    changeCollectionModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "knowledge_base_id": "6f1d3a52-8c04-4e7b-9d11-000000000005",
                     *       "name": "Políticas",
                     *       "description": "O que vale para todos",
                     *       "access": "restricted",
                     *       "ocr": false,
                     *       "embedding_model": "lexical-1",
                     *       "embedding_dimensions": 384,
                     *       "next_embedding_model": null,
                     *       "previous_embedding_model": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Collection"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    cancelCollectionModelChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "knowledge_base_id": "6f1d3a52-8c04-4e7b-9d11-000000000005",
                     *       "name": "Políticas",
                     *       "description": "O que vale para todos",
                     *       "access": "restricted",
                     *       "ocr": false,
                     *       "embedding_model": "lexical-1",
                     *       "embedding_dimensions": 384,
                     *       "next_embedding_model": null,
                     *       "previous_embedding_model": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Collection"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    restoreCollectionModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "knowledge_base_id": "6f1d3a52-8c04-4e7b-9d11-000000000005",
                     *       "name": "Políticas",
                     *       "description": "O que vale para todos",
                     *       "access": "restricted",
                     *       "ocr": false,
                     *       "embedding_model": "lexical-1",
                     *       "embedding_dimensions": 384,
                     *       "next_embedding_model": null,
                     *       "previous_embedding_model": "http:bge-m3@1024",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Collection"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listGrants: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000007",
                     *           "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *           "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000004",
                     *           "role": null,
                     *           "created_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Grant"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGrant"];
            };
        };
        responses: {
            /** @description The new grant */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000007",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000004",
                     *       "role": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Grant"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
                grant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listDocuments: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
                status?: "pending" | "processing" | "ready" | "failed" | "cancelled";
                language?: "pt" | "en" | "es" | "simple";
                file_type?: string;
                /** @description Only of this name. */
                name?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *           "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *           "name": "ferias.md",
                     *           "source_type": "file",
                     *           "source_url": null,
                     *           "file_type": "text/markdown",
                     *           "file_size": 104,
                     *           "refresh_interval_hours": null,
                     *           "next_refresh_at": null,
                     *           "last_fetched_at": null,
                     *           "last_fetch_error_code": null,
                     *           "language": "pt",
                     *           "status": "ready",
                     *           "error_code": null,
                     *           "error_message": null,
                     *           "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "latest_version": 1,
                     *           "current_version": 1,
                     *           "chunk_count": 2,
                     *           "embedding_status": "ready",
                     *           "embedded_count": 2,
                     *           "embedding_error_code": null,
                     *           "embedding_error_message": null,
                     *           "warnings": [],
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Document"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["DocumentUpload"];
                "application/json": components["schemas"]["NewTextDocument"] | components["schemas"]["NewUrlDocument"];
            };
        };
        responses: {
            /** @description Stored, and waiting to be processed */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "name": "ferias.md",
                     *       "source_type": "file",
                     *       "source_url": null,
                     *       "file_type": "text/markdown",
                     *       "file_size": 104,
                     *       "refresh_interval_hours": null,
                     *       "next_refresh_at": null,
                     *       "last_fetched_at": null,
                     *       "last_fetch_error_code": null,
                     *       "language": null,
                     *       "status": "pending",
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "latest_version": 1,
                     *       "current_version": null,
                     *       "chunk_count": 0,
                     *       "embedding_status": null,
                     *       "embedded_count": 0,
                     *       "embedding_error_code": null,
                     *       "embedding_error_message": null,
                     *       "warnings": [],
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "name": "ferias.md",
                     *       "source_type": "file",
                     *       "source_url": null,
                     *       "file_type": "text/markdown",
                     *       "file_size": 104,
                     *       "refresh_interval_hours": null,
                     *       "next_refresh_at": null,
                     *       "last_fetched_at": null,
                     *       "last_fetch_error_code": null,
                     *       "language": "pt",
                     *       "status": "ready",
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "latest_version": 1,
                     *       "current_version": 1,
                     *       "chunk_count": 2,
                     *       "embedding_status": "ready",
                     *       "embedded_count": 2,
                     *       "embedding_error_code": null,
                     *       "embedding_error_message": null,
                     *       "warnings": [],
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "name": "Política de férias",
                     *       "source_type": "file",
                     *       "source_url": null,
                     *       "file_type": "text/markdown",
                     *       "file_size": 104,
                     *       "refresh_interval_hours": null,
                     *       "next_refresh_at": null,
                     *       "last_fetched_at": null,
                     *       "last_fetch_error_code": null,
                     *       "language": "pt",
                     *       "status": "ready",
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "latest_version": 1,
                     *       "current_version": 1,
                     *       "chunk_count": 2,
                     *       "embedding_status": "ready",
                     *       "embedded_count": 2,
                     *       "embedding_error_code": null,
                     *       "embedding_error_message": null,
                     *       "warnings": [],
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getOverview: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As of now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "documents": {
                     *         "total": 6,
                     *         "ready": 4,
                     *         "under_way": 0,
                     *         "failed": 1,
                     *         "cancelled": 1
                     *       },
                     *       "collections": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *           "documents": 6,
                     *           "ready": 4,
                     *           "under_way": 0,
                     *           "failed": 1,
                     *           "cancelled": 1
                     *         }
                     *       ],
                     *       "days": [
                     *         {
                     *           "day": "2026-03-02",
                     *           "documents": 0
                     *         },
                     *         {
                     *           "day": "2026-03-02",
                     *           "documents": 0
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Overview"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listAllDocuments: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
                status?: "pending" | "processing" | "ready" | "failed" | "cancelled";
                language?: "pt" | "en" | "es" | "simple";
                file_type?: string;
                /** @description Only of this name. */
                name?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000035",
                     *           "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *           "name": "proposta.pdf",
                     *           "source_type": "file",
                     *           "source_url": null,
                     *           "file_type": "application/pdf",
                     *           "file_size": 52398,
                     *           "refresh_interval_hours": null,
                     *           "next_refresh_at": null,
                     *           "last_fetched_at": null,
                     *           "last_fetch_error_code": null,
                     *           "language": "pt",
                     *           "status": "ready",
                     *           "error_code": null,
                     *           "error_message": null,
                     *           "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "latest_version": 1,
                     *           "current_version": 1,
                     *           "chunk_count": 5,
                     *           "embedding_status": "ready",
                     *           "embedded_count": 5,
                     *           "embedding_error_code": null,
                     *           "embedding_error_message": null,
                     *           "warnings": [],
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z"
                     *         },
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000036",
                     *           "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *           "name": "digitalizado.pdf",
                     *           "source_type": "file",
                     *           "source_url": null,
                     *           "file_type": "application/pdf",
                     *           "file_size": 11472,
                     *           "refresh_interval_hours": null,
                     *           "next_refresh_at": null,
                     *           "last_fetched_at": null,
                     *           "last_fetch_error_code": null,
                     *           "language": null,
                     *           "status": "failed",
                     *           "error_code": "image_only",
                     *           "error_message": "O documento é uma imagem ou foi digitalizado: não tem texto. Ligue o OCR da coleção (PATCH /v1/collections/{id} com \"ocr\": true) e processe o documento de novo, ou envie uma versão com texto.",
                     *           "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "latest_version": 1,
                     *           "current_version": null,
                     *           "chunk_count": 0,
                     *           "embedding_status": null,
                     *           "embedded_count": 0,
                     *           "embedding_error_code": null,
                     *           "embedding_error_message": null,
                     *           "warnings": [],
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Document"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    importDocuments: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["DocumentUpload"];
            };
        };
        responses: {
            /** @description What became a document, and what did not and why */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000017",
                     *           "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *           "name": "normas/reembolso.md",
                     *           "source_type": "file",
                     *           "source_url": null,
                     *           "file_type": "text/markdown",
                     *           "file_size": 30,
                     *           "refresh_interval_hours": null,
                     *           "next_refresh_at": null,
                     *           "last_fetched_at": null,
                     *           "last_fetch_error_code": null,
                     *           "language": null,
                     *           "status": "pending",
                     *           "error_code": null,
                     *           "error_message": null,
                     *           "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "latest_version": 1,
                     *           "current_version": null,
                     *           "chunk_count": 0,
                     *           "embedding_status": null,
                     *           "embedded_count": 0,
                     *           "embedding_error_code": null,
                     *           "embedding_error_message": null,
                     *           "warnings": [],
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "skipped": []
                     *     }
                     */
                    "application/json": components["schemas"]["ImportedDocuments"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getDocumentFile: {
        parameters: {
            query?: {
                /** @description Of the version that searches find, where none is named. */
                version?: number;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes, under the type they were recognised as */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": Blob;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getDocumentFileUrl: {
        parameters: {
            query?: {
                /** @description Of the version that searches find, where none is named. */
                version?: number;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The URL */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "/v1/documents/6f1d3a52-8c04-4e7b-9d11-000000000009/file",
                     *       "signed": false,
                     *       "expires_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["FileUrl"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listVersions: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000013",
                     *           "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *           "version_number": 2,
                     *           "change_type": "updated",
                     *           "change_description": null,
                     *           "changed_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "file_type": "text/markdown",
                     *           "file_size": 145,
                     *           "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "created_at": "2026-03-02T14:05:09.123Z"
                     *         },
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000014",
                     *           "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *           "version_number": 1,
                     *           "change_type": "created",
                     *           "change_description": null,
                     *           "changed_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "file_type": "text/markdown",
                     *           "file_size": 104,
                     *           "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "created_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["DocumentVersion"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["VersionUpload"];
                "application/json": components["schemas"]["NewTextVersion"];
            };
        };
        responses: {
            /** @description Stored, and waiting to be processed */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "name": "Política de férias",
                     *       "source_type": "file",
                     *       "source_url": null,
                     *       "file_type": "text/markdown",
                     *       "file_size": 145,
                     *       "refresh_interval_hours": null,
                     *       "next_refresh_at": null,
                     *       "last_fetched_at": null,
                     *       "last_fetch_error_code": null,
                     *       "language": "pt",
                     *       "status": "pending",
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "latest_version": 2,
                     *       "current_version": 1,
                     *       "chunk_count": 2,
                     *       "embedding_status": "ready",
                     *       "embedded_count": 2,
                     *       "embedding_error_code": null,
                     *       "embedding_error_message": null,
                     *       "warnings": [],
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    restoreVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
                version_number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Waiting to be processed */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "name": "Política de férias",
                     *       "source_type": "file",
                     *       "source_url": null,
                     *       "file_type": "text/markdown",
                     *       "file_size": 104,
                     *       "refresh_interval_hours": null,
                     *       "next_refresh_at": null,
                     *       "last_fetched_at": null,
                     *       "last_fetch_error_code": null,
                     *       "language": "pt",
                     *       "status": "pending",
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "latest_version": 3,
                     *       "current_version": 2,
                     *       "chunk_count": 2,
                     *       "embedding_status": "ready",
                     *       "embedded_count": 2,
                     *       "embedding_error_code": null,
                     *       "embedding_error_message": null,
                     *       "warnings": [],
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    reprocessDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Waiting to be processed */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "name": "Política de férias",
                     *       "source_type": "file",
                     *       "source_url": null,
                     *       "file_type": "text/markdown",
                     *       "file_size": 104,
                     *       "refresh_interval_hours": null,
                     *       "next_refresh_at": null,
                     *       "last_fetched_at": null,
                     *       "last_fetch_error_code": null,
                     *       "language": "pt",
                     *       "status": "pending",
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "latest_version": 4,
                     *       "current_version": 3,
                     *       "chunk_count": 2,
                     *       "embedding_status": "ready",
                     *       "embedded_count": 2,
                     *       "embedding_error_code": null,
                     *       "embedding_error_message": null,
                     *       "warnings": [],
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    embedDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Waiting for its vectors, or it has them */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "name": "Política de férias",
                     *       "source_type": "file",
                     *       "source_url": null,
                     *       "file_type": "text/markdown",
                     *       "file_size": 104,
                     *       "refresh_interval_hours": null,
                     *       "next_refresh_at": null,
                     *       "last_fetched_at": null,
                     *       "last_fetch_error_code": null,
                     *       "language": "pt",
                     *       "status": "ready",
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "latest_version": 1,
                     *       "current_version": 1,
                     *       "chunk_count": 2,
                     *       "embedding_status": "ready",
                     *       "embedded_count": 2,
                     *       "embedding_error_code": null,
                     *       "embedding_error_message": null,
                     *       "warnings": [],
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    cancelDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cancelled */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000015",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "name": "atas.md",
                     *       "source_type": "file",
                     *       "source_url": null,
                     *       "file_type": "text/markdown",
                     *       "file_size": 2460000,
                     *       "refresh_interval_hours": null,
                     *       "next_refresh_at": null,
                     *       "last_fetched_at": null,
                     *       "last_fetch_error_code": null,
                     *       "language": null,
                     *       "status": "cancelled",
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "latest_version": 1,
                     *       "current_version": null,
                     *       "chunk_count": 0,
                     *       "embedding_status": null,
                     *       "embedded_count": 0,
                     *       "embedding_error_code": null,
                     *       "embedding_error_message": null,
                     *       "warnings": [],
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getDocumentUsage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As of some seconds ago */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "usage_count": 2,
                     *       "first_used_at": "2026-03-02T14:05:09.123Z",
                     *       "last_used_at": "2026-03-02T14:05:09.123Z",
                     *       "agents": [
                     *         {
                     *           "agent_id": null,
                     *           "usage_count": 2,
                     *           "first_used_at": "2026-03-02T14:05:09.123Z",
                     *           "last_used_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "chunks": []
                     *     }
                     */
                    "application/json": components["schemas"]["DocumentUsage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getIngestion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As of now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "version_number": 1,
                     *       "status": "ready",
                     *       "step": "finished",
                     *       "percent": 100,
                     *       "unit": "chunks",
                     *       "done": 2,
                     *       "total": 2,
                     *       "attempt": 1,
                     *       "per_second": null,
                     *       "seconds_left": null,
                     *       "started_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z",
                     *       "waiting_for": null,
                     *       "embedding": {
                     *         "status": "ready",
                     *         "done": 2,
                     *         "total": 2,
                     *         "per_second": null,
                     *         "seconds_left": null,
                     *         "waiting_for": null,
                     *         "error_code": null
                     *       },
                     *       "revision": 7
                     *     }
                     */
                    "application/json": components["schemas"]["Ingestion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    watchDocument: {
        parameters: {
            query?: {
                /** @description `false` gives what there is and ends, instead of waiting for more. */
                wait?: "true" | "false";
            };
            header?: {
                /** @description The id of the last event that was read: what has happened since comes first. */
                "last-event-id"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events, each with an `id`, its name and one line of JSON: `progress`, `ready`, `failed`, `cancelled` and `deleted` are a DocumentEvent; `ready` comes with its words, and again as its vectors come (`embedding`); `error` is a Problem, and ends the stream. Comments keep the connection alive. The server ends it after an hour at the latest: come again with Last-Event-ID. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Nothing more will come */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    watchCollection: {
        parameters: {
            query?: {
                /** @description `false` gives what there is and ends, instead of waiting for more. */
                wait?: "true" | "false";
            };
            header?: {
                /** @description The id of the last event that was read: what has happened since comes first. */
                "last-event-id"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events, each with an `id`, its name and one line of JSON: `progress`, `ready`, `failed`, `cancelled` and `deleted` are a DocumentEvent; `ready` comes with its words, and again as its vectors come (`embedding`); `error` is a Problem, and ends the stream. Comments keep the connection alive. The server ends it after an hour at the latest: come again with Last-Event-ID. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000008",
                     *           "url": "https://renum.example.com/renum",
                     *           "description": null,
                     *           "events": [
                     *             "document.ready",
                     *             "document.embedded"
                     *           ],
                     *           "enabled": true,
                     *           "disabled_reason": null,
                     *           "failing_since": null,
                     *           "previous_secret_expires_at": null,
                     *           "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["WebhookEndpoint"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhookEndpoint"];
            };
        };
        responses: {
            /** @description The new endpoint */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000008",
                     *       "url": "https://renum.example.com/renum",
                     *       "description": null,
                     *       "events": [
                     *         "document.ready",
                     *         "document.embedded"
                     *       ],
                     *       "enabled": true,
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": null,
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                     *     }
                     */
                    "application/json": components["schemas"]["GivenWebhookEndpoint"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000008",
                     *       "url": "https://renum.example.com/renum",
                     *       "description": null,
                     *       "events": [
                     *         "document.ready",
                     *         "document.embedded"
                     *       ],
                     *       "enabled": true,
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": null,
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000008",
                     *       "url": "https://renum.example.com/renum",
                     *       "description": "Portal",
                     *       "events": [
                     *         "document.ready",
                     *         "document.embedded"
                     *       ],
                     *       "enabled": true,
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": null,
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With the new secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000008",
                     *       "url": "https://renum.example.com/renum",
                     *       "description": "Portal",
                     *       "events": [
                     *         "document.ready",
                     *         "document.embedded"
                     *       ],
                     *       "enabled": true,
                     *       "disabled_reason": null,
                     *       "failing_since": null,
                     *       "previous_secret_expires_at": "2026-03-02T14:05:09.123Z",
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                     *     }
                     */
                    "application/json": components["schemas"]["GivenWebhookEndpoint"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its delivery */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000031",
                     *       "webhook_endpoint_id": "6f1d3a52-8c04-4e7b-9d11-000000000008",
                     *       "message_id": "msg_6f1d3a52-8c04-4e7b-9d11-000000000031",
                     *       "event": "webhook.test",
                     *       "message": {
                     *         "type": "webhook.test",
                     *         "timestamp": "2026-03-02T14:05:09.123Z",
                     *         "data": {}
                     *       },
                     *       "status": "pending",
                     *       "attempts": 0,
                     *       "last_status_code": null,
                     *       "last_error_code": null,
                     *       "next_attempt_at": "2026-03-02T14:05:09.123Z",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "delivered_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
                webhook_endpoint_id?: string;
                status?: "pending" | "delivered" | "failed";
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000031",
                     *           "webhook_endpoint_id": "6f1d3a52-8c04-4e7b-9d11-000000000008",
                     *           "message_id": "msg_6f1d3a52-8c04-4e7b-9d11-000000000031",
                     *           "event": "webhook.test",
                     *           "message": {
                     *             "type": "webhook.test",
                     *             "timestamp": "2026-03-02T14:05:09.123Z",
                     *             "data": {}
                     *           },
                     *           "status": "delivered",
                     *           "attempts": 1,
                     *           "last_status_code": 200,
                     *           "last_error_code": null,
                     *           "next_attempt_at": null,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "delivered_at": "2026-03-02T14:05:09.123Z"
                     *         },
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000032",
                     *           "webhook_endpoint_id": "6f1d3a52-8c04-4e7b-9d11-000000000008",
                     *           "message_id": "msg_6f1d3a52-8c04-4e7b-9d11-000000000032",
                     *           "event": "execution.ended",
                     *           "message": {
                     *             "type": "execution.ended",
                     *             "timestamp": "2026-03-02T14:05:09.123Z",
                     *             "data": {
                     *               "execution_id": "6f1d3a52-8c04-4e7b-9d11-000000000027",
                     *               "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *               "status": "succeeded"
                     *             }
                     *           },
                     *           "status": "delivered",
                     *           "attempts": 1,
                     *           "last_status_code": 200,
                     *           "last_error_code": null,
                     *           "next_attempt_at": null,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "delivered_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["WebhookDelivery"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000031",
                     *       "webhook_endpoint_id": "6f1d3a52-8c04-4e7b-9d11-000000000008",
                     *       "message_id": "msg_6f1d3a52-8c04-4e7b-9d11-000000000031",
                     *       "event": "webhook.test",
                     *       "message": {
                     *         "type": "webhook.test",
                     *         "timestamp": "2026-03-02T14:05:09.123Z",
                     *         "data": {}
                     *       },
                     *       "status": "delivered",
                     *       "attempts": 1,
                     *       "last_status_code": 200,
                     *       "last_error_code": null,
                     *       "next_attempt_at": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "delivered_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000031",
                     *       "webhook_endpoint_id": "6f1d3a52-8c04-4e7b-9d11-000000000008",
                     *       "message_id": "msg_6f1d3a52-8c04-4e7b-9d11-000000000031",
                     *       "event": "webhook.test",
                     *       "message": {
                     *         "type": "webhook.test",
                     *         "timestamp": "2026-03-02T14:05:09.123Z",
                     *         "data": {}
                     *       },
                     *       "status": "pending",
                     *       "attempts": 0,
                     *       "last_status_code": 200,
                     *       "last_error_code": null,
                     *       "next_attempt_at": "2026-03-02T14:05:09.123Z",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "delivered_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    refreshDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Waiting to be fetched */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000016",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "name": "https://renum.example.com/ferias",
                     *       "source_type": "url",
                     *       "source_url": "https://renum.example.com/ferias",
                     *       "file_type": "text/plain",
                     *       "file_size": 31,
                     *       "refresh_interval_hours": null,
                     *       "next_refresh_at": null,
                     *       "last_fetched_at": "2026-03-02T14:05:09.123Z",
                     *       "last_fetch_error_code": null,
                     *       "language": "pt",
                     *       "status": "ready",
                     *       "error_code": null,
                     *       "error_message": null,
                     *       "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "latest_version": 1,
                     *       "current_version": 1,
                     *       "chunk_count": 1,
                     *       "embedding_status": "ready",
                     *       "embedded_count": 1,
                     *       "embedding_error_code": null,
                     *       "embedding_error_message": null,
                     *       "warnings": [],
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listChunks: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000010",
                     *           "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *           "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *           "version_number": 1,
                     *           "chunk_index": 0,
                     *           "content": "# Férias\n\nCada pessoa tem trinta dias de férias por ano.",
                     *           "metadata": {
                     *             "heading": "Férias",
                     *             "start": 0,
                     *             "end": 56
                     *           },
                     *           "embedding_model": "lexical-1",
                     *           "embedding_dimensions": 384,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "edited_at": null
                     *         },
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000011",
                     *           "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *           "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *           "version_number": 1,
                     *           "chunk_index": 1,
                     *           "content": "## Venda\n\nÉ possível vender até dez dias.",
                     *           "metadata": {
                     *             "heading": "Férias > Venda",
                     *             "start": 58,
                     *             "end": 99
                     *           },
                     *           "embedding_model": "lexical-1",
                     *           "embedding_dimensions": 384,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "edited_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Chunk"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getTextRectangles: {
        parameters: {
            query: {
                /** @description `start` of the location of a chunk or a citation, or any offset within it. */
                start: number;
                /** @description `end` of it, or any offset before; at most 50,000 after `start`. */
                end: number;
                /** @description Of the version that searches find, where none is named. */
                version?: number;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version_number": 1,
                     *       "pages": [
                     *         {
                     *           "page": 1,
                     *           "width": 595,
                     *           "height": 842,
                     *           "rectangles": [
                     *             {
                     *               "x": 68,
                     *               "y": 81,
                     *               "width": 208,
                     *               "height": 20
                     *             },
                     *             {
                     *               "x": 68,
                     *               "y": 120,
                     *               "width": 199,
                     *               "height": 11
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TextRectangles"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateChunk: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChunkChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000010",
                     *       "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "version_number": 1,
                     *       "chunk_index": 0,
                     *       "content": "Cada pessoa tem trinta dias corridos de férias.",
                     *       "metadata": {
                     *         "heading": "Férias",
                     *         "start": 0,
                     *         "end": 56
                     *       },
                     *       "embedding_model": "lexical-1",
                     *       "embedding_dimensions": 384,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "edited_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Chunk"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    search: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchRequest"];
            };
        };
        responses: {
            /** @description Best first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000010",
                     *           "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *           "document_name": "Política de férias",
                     *           "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *           "version": 1,
                     *           "content": "# Férias\n\nCada pessoa tem trinta dias de férias por ano.",
                     *           "score": 0.882,
                     *           "scores": {
                     *             "full_text": 0.899,
                     *             "lexical": 0.862
                     *           },
                     *           "citation": {
                     *             "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *             "document_name": "Política de férias",
                     *             "version": 1,
                     *             "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000010",
                     *             "location": {
                     *               "heading": "Férias",
                     *               "start": 0,
                     *               "end": 56
                     *             }
                     *           }
                     *         },
                     *         {
                     *           "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000011",
                     *           "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *           "document_name": "Política de férias",
                     *           "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *           "version": 1,
                     *           "content": "## Venda\n\nÉ possível vender até dez dias.",
                     *           "score": 0.551,
                     *           "scores": {
                     *             "full_text": 0.47,
                     *             "lexical": 0.62
                     *           },
                     *           "citation": {
                     *             "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *             "document_name": "Política de férias",
                     *             "version": 1,
                     *             "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000011",
                     *             "location": {
                     *               "heading": "Férias > Venda",
                     *               "start": 58,
                     *               "end": 99
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "took_ms": 23.2,
                     *       "mode": "hybrid",
                     *       "model": "lexical-1",
                     *       "embedded_share": 1
                     *     }
                     */
                    "application/json": components["schemas"]["SearchResponse"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listTestQuestions: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
                collection_id?: string;
                document_id?: string;
                /** @description Where it came from: written by a person, imported, or a search whose result somebody marked. */
                source?: "manual" | "import" | "search";
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000012",
                     *           "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *           "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *           "question": "quantos dias de férias por ano",
                     *           "passage": "# Férias\n\nCada pessoa tem trinta dias de férias por ano.",
                     *           "source": "search",
                     *           "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["TestQuestion"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createTestQuestion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTestQuestion"];
            };
        };
        responses: {
            /** @description The new question */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000012",
                     *       "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "question": "quantos dias de férias por ano",
                     *       "passage": "# Férias\n\nCada pessoa tem trinta dias de férias por ano.",
                     *       "source": "search",
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TestQuestion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getTestQuestion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The question */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000012",
                     *       "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "question": "quantos dias de férias por ano",
                     *       "passage": "# Férias\n\nCada pessoa tem trinta dias de férias por ano.",
                     *       "source": "search",
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TestQuestion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteTestQuestion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateTestQuestion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestQuestionChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000012",
                     *       "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *       "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *       "question": "Quantos dias de férias por ano?",
                     *       "passage": "# Férias\n\nCada pessoa tem trinta dias de férias por ano.",
                     *       "source": "search",
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["TestQuestion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listCredentials: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000034",
                     *           "name": "OpenAI",
                     *           "service_name": "openai",
                     *           "credential_type": "openai_compatible",
                     *           "settings": {
                     *             "base_url": "https://renum.example.com/v1"
                     *           },
                     *           "last_four": null,
                     *           "state": "ok",
                     *           "key_id": "e4ed5946",
                     *           "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z",
                     *           "last_used_at": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Credential"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCredential"];
            };
        };
        responses: {
            /** @description The new credential */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000034",
                     *       "name": "OpenAI",
                     *       "service_name": "openai",
                     *       "credential_type": "openai_compatible",
                     *       "settings": {
                     *         "base_url": "https://renum.example.com/v1"
                     *       },
                     *       "last_four": null,
                     *       "state": "ok",
                     *       "key_id": "e4ed5946",
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z",
                     *       "last_used_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Credential"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The credential */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000034",
                     *       "name": "OpenAI",
                     *       "service_name": "openai",
                     *       "credential_type": "openai_compatible",
                     *       "settings": {
                     *         "base_url": "https://renum.example.com/v1"
                     *       },
                     *       "last_four": null,
                     *       "state": "ok",
                     *       "key_id": "e4ed5946",
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z",
                     *       "last_used_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Credential"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000034",
                     *       "name": "OpenAI do RH",
                     *       "service_name": "openai",
                     *       "credential_type": "openai_compatible",
                     *       "settings": {
                     *         "base_url": "https://renum.example.com/v1"
                     *       },
                     *       "last_four": null,
                     *       "state": "ok",
                     *       "key_id": "e4ed5946",
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z",
                     *       "last_used_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Credential"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    replaceCredentialValue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialValue"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000034",
                     *       "name": "OpenAI do RH",
                     *       "service_name": "openai",
                     *       "credential_type": "openai_compatible",
                     *       "settings": {
                     *         "base_url": "https://renum.example.com/v1"
                     *       },
                     *       "last_four": null,
                     *       "state": "ok",
                     *       "key_id": "e4ed5946",
                     *       "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z",
                     *       "last_used_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Credential"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    testCredential: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "status": 200,
                     *       "message": "O serviço aceitou a credencial.",
                     *       "ms": 180
                     *     }
                     */
                    "application/json": components["schemas"]["CredentialTest"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getAgentConfigurationSchema: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON Schema 2020-12 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "$schema": "https://json-schema.org/draft/2020-12/schema",
                     *       "type": "object",
                     *       "properties": {
                     *         "instructions": {
                     *           "default": "",
                     *           "type": "string",
                     *           "maxLength": 20000,
                     *           "pattern": "^[^\\x00]*$"
                     *         },
                     *         "model": {
                     *           "default": {
                     *             "provider": "extractive"
                     *           },
                     *           "oneOf": [
                     *             {
                     *               "type": "object",
                     *               "properties": {
                     *                 "provider": {
                     *                   "type": "string",
                     *                   "const": "extractive"
                     *                 }
                     *               },
                     *               "required": [
                     *                 "provider"
                     *               ],
                     *               "additionalProperties": false
                     *             },
                     *             {
                     *               "type": "object",
                     *               "properties": {
                     *                 "provider": {
                     *                   "type": "string",
                     *                   "enum": [
                     *                     "openai",
                     *                     "openai_compatible"
                     *                   ]
                     *                 },
                     *                 "name": {
                     *                   "type": "string",
                     *                   "minLength": 1,
                     *                   "maxLength": 200,
                     *                   "pattern": "^[^\\x00]*$"
                     *                 },
                     *                 "credential_id": {
                     *                   "default": null,
                     *                   "anyOf": [
                     *                     {
                     *                       "type": "string",
                     *                       "format": "uuid",
                     *                       "pattern": "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|6f1d3a52-8c04-4e7b-9d11-000000000018|6f1d3a52-8c04-4e7b-9d11-000000000019)$"
                     *                     },
                     *                     {
                     *                       "type": "null"
                     *                     }
                     *                   ]
                     *                 },
                     *                 "parameters": {
                     *                   "default": {},
                     *                   "type": "object",
                     *                   "properties": {
                     *                     "temperature": {
                     *                       "type": "number",
                     *                       "minimum": 0,
                     *                       "maximum": 2
                     *                     },
                     *                     "top_p": {
                     *                       "type": "number",
                     *                       "minimum": 0,
                     *                       "maximum": 1
                     *                     },
                     *                     "max_output_tokens": {
                     *                       "type": "integer",
                     *                       "minimum": 1,
                     *                       "maximum": 200000
                     *                     },
                     *                     "seed": {
                     *                       "type": "integer",
                     *                       "minimum": 0,
                     *                       "maximum": 2147483647
                     *                     },
                     *                     "stop": {
                     *                       "maxItems": 4,
                     *                       "type": "array",
                     *                       "items": {
                     *                         "type": "string",
                     *                         "minLength": 1,
                     *                         "maxLength": 100,
                     *                         "pattern": "^[^\\x00]*$"
                     *                       }
                     *                     }
                     *                   },
                     *                   "additionalProperties": false
                     *                 }
                     *               },
                     *               "required": [
                     *                 "provider",
                     *                 "name"
                     *               ],
                     *               "additionalProperties": false
                     *             }
                     *           ]
                     *         },
                     *         "fallback_model": {
                     *           "default": null,
                     *           "anyOf": [
                     *             {
                     *               "oneOf": [
                     *                 {
                     *                   "type": "object",
                     *                   "properties": {
                     *                     "provider": {
                     *                       "type": "string",
                     *                       "const": "extractive"
                     *                     }
                     *                   },
                     *                   "required": [
                     *                     "provider"
                     *                   ],
                     *                   "additionalProperties": false
                     *                 },
                     *                 {
                     *                   "type": "object",
                     *                   "properties": {
                     *                     "provider": {
                     *                       "type": "string",
                     *                       "enum": [
                     *                         "openai",
                     *                         "openai_compatible"
                     *                       ]
                     *                     },
                     *                     "name": {
                     *                       "type": "string",
                     *                       "minLength": 1,
                     *                       "maxLength": 200,
                     *                       "pattern": "^[^\\x00]*$"
                     *                     },
                     *                     "credential_id": {
                     *                       "default": null,
                     *                       "anyOf": [
                     *                         {
                     *                           "type": "string",
                     *                           "format": "uuid",
                     *                           "pattern": "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|6f1d3a52-8c04-4e7b-9d11-000000000018|6f1d3a52-8c04-4e7b-9d11-000000000019)$"
                     *                         },
                     *                         {
                     *                           "type": "null"
                     *                         }
                     *                       ]
                     *                     },
                     *                     "parameters": {
                     *                       "default": {},
                     *                       "type": "object",
                     *                       "properties": {
                     *                         "temperature": {
                     *                           "type": "number",
                     *                           "minimum": 0,
                     *                           "maximum": 2
                     *                         },
                     *                         "top_p": {
                     *                           "type": "number",
                     *                           "minimum": 0,
                     *                           "maximum": 1
                     *                         },
                     *                         "max_output_tokens": {
                     *                           "type": "integer",
                     *                           "minimum": 1,
                     *                           "maximum": 200000
                     *                         },
                     *                         "seed": {
                     *                           "type": "integer",
                     *                           "minimum": 0,
                     *                           "maximum": 2147483647
                     *                         },
                     *                         "stop": {
                     *                           "maxItems": 4,
                     *                           "type": "array",
                     *                           "items": {
                     *                             "type": "string",
                     *                             "minLength": 1,
                     *                             "maxLength": 100,
                     *                             "pattern": "^[^\\x00]*$"
                     *                           }
                     *                         }
                     *                       },
                     *                       "additionalProperties": false
                     *                     }
                     *                   },
                     *                   "required": [
                     *                     "provider",
                     *                     "name"
                     *                   ],
                     *                   "additionalProperties": false
                     *                 }
                     *               ]
                     *             },
                     *             {
                     *               "type": "null"
                     *             }
                     *           ]
                     *         },
                     *         "knowledge": {
                     *           "default": {},
                     *           "type": "object",
                     *           "properties": {
                     *             "knowledge_base_id": {
                     *               "default": null,
                     *               "anyOf": [
                     *                 {
                     *                   "type": "string",
                     *                   "format": "uuid",
                     *                   "pattern": "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|6f1d3a52-8c04-4e7b-9d11-000000000018|6f1d3a52-8c04-4e7b-9d11-000000000019)$"
                     *                 },
                     *                 {
                     *                   "type": "null"
                     *                 }
                     *               ]
                     *             },
                     *             "collection_ids": {
                     *               "default": [],
                     *               "maxItems": 100,
                     *               "type": "array",
                     *               "items": {
                     *                 "type": "string",
                     *                 "format": "uuid",
                     *                 "pattern": "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|6f1d3a52-8c04-4e7b-9d11-000000000018|6f1d3a52-8c04-4e7b-9d11-000000000019)$"
                     *               }
                     *             }
                     *           },
                     *           "additionalProperties": false
                     *         },
                     *         "retrieval": {
                     *           "default": {},
                     *           "type": "object",
                     *           "properties": {
                     *             "mode": {
                     *               "default": "hybrid",
                     *               "type": "string",
                     *               "enum": [
                     *                 "hybrid",
                     *                 "semantic"
                     *               ]
                     *             },
                     *             "top_k": {
                     *               "default": 8,
                     *               "type": "integer",
                     *               "minimum": 1,
                     *               "maximum": 30
                     *             },
                     *             "min_score": {
                     *               "default": 0.3,
                     *               "type": "number",
                     *               "minimum": 0,
                     *               "maximum": 1
                     *             },
                     *             "automatic": {
                     *               "default": true,
                     *               "type": "boolean"
                     *             }
                     *           },
                     *           "additionalProperties": false
                     *         },
                     *         "tools": {
                     *           "default": [],
                     *           "maxItems": 3,
                     *           "type": "array",
                     *           "items": {
                     *             "type": "string",
                     *             "enum": [
                     *               "search_knowledge",
                     *               "read_document"
                     *             ]
                     *           }
                     *         },
                     *         "http_requests": {
                     *           "default": [],
                     *           "maxItems": 20,
                     *           "type": "array",
                     *           "items": {
                     *             "type": "object",
                     *             "properties": {
                     *               "host": {
                     *                 "type": "string",
                     *                 "maxLength": 255,
                     *                 "pattern": "^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[1-9]\\d{0,4})?$"
                     *               },
                     *               "path": {
                     *                 "default": "/",
                     *                 "type": "string",
                     *                 "maxLength": 500,
                     *                 "pattern": "^\\/(?:[\\w.~!$&'()*+,;=:@-]+\\/?)*$"
                     *               },
                     *               "methods": {
                     *                 "default": [
                     *                   "GET"
                     *                 ],
                     *                 "minItems": 1,
                     *                 "maxItems": 5,
                     *                 "type": "array",
                     *                 "items": {
                     *                   "type": "string",
                     *                   "enum": [
                     *                     "GET",
                     *                     "POST"
                     *                   ]
                     *                 }
                     *               },
                     *               "credential_id": {
                     *                 "default": null,
                     *                 "anyOf": [
                     *                   {
                     *                     "type": "string",
                     *                     "format": "uuid",
                     *                     "pattern": "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|6f1d3a52-8c04-4e7b-9d11-000000000018|6f1d3a52-8c04-4e7b-9d11-000000000019)$"
                     *                   },
                     *                   {
                     *                     "type": "null"
                     *                   }
                     *                 ]
                     *               },
                     *               "description": {
                     *                 "default": "",
                     *                 "type": "string",
                     *                 "maxLength": 500,
                     *                 "pattern": "^[^\\x00]*$"
                     *               }
                     *             },
                     *             "required": [
                     *               "host"
                     *             ],
                     *             "additionalProperties": false
                     *           }
                     *         },
                     *         "limits": {
                     *           "default": {},
                     *           "type": "object",
                     *           "properties": {
                     *             "steps": {
                     *               "default": 8,
                     *               "type": "integer",
                     *               "minimum": 1,
                     *               "maximum": 50
                     *             },
                     *             "tokens": {
                     *               "default": 60000,
                     *               "type": "integer",
                     *               "minimum": 100,
                     *               "maximum": 2000000
                     *             },
                     *             "seconds": {
                     *               "default": 120,
                     *               "type": "integer",
                     *               "minimum": 1,
                     *               "maximum": 3600
                     *             },
                     *             "usd": {
                     *               "default": null,
                     *               "anyOf": [
                     *                 {
                     *                   "type": "number",
                     *                   "exclusiveMinimum": 0,
                     *                   "maximum": 1000
                     *                 },
                     *                 {
                     *                   "type": "null"
                     *                 }
                     *               ]
                     *             }
                     *           },
                     *           "additionalProperties": false
                     *         },
                     *         "language": {
                     *           "default": "auto",
                     *           "type": "string",
                     *           "enum": [
                     *             "auto",
                     *             "pt"
                     *           ]
                     *         },
                     *         "opening_questions": {
                     *           "default": [],
                     *           "maxItems": 10,
                     *           "type": "array",
                     *           "items": {
                     *             "type": "string",
                     *             "minLength": 1,
                     *             "maxLength": 300,
                     *             "pattern": "^[^\\x00]*$"
                     *           }
                     *         },
                     *         "history": {
                     *           "default": 6,
                     *           "type": "integer",
                     *           "minimum": 0,
                     *           "maximum": 50
                     *         }
                     *       },
                     *       "additionalProperties": false
                     *     }
                     */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listAgents: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
                status?: "active" | "inactive";
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *           "name": "Atendimento do RH",
                     *           "description": null,
                     *           "status": "active",
                     *           "configuration": {
                     *             "instructions": "",
                     *             "model": {
                     *               "provider": "extractive"
                     *             },
                     *             "fallback_model": null,
                     *             "knowledge": {
                     *               "knowledge_base_id": null,
                     *               "collection_ids": [
                     *                 "6f1d3a52-8c04-4e7b-9d11-000000000006"
                     *               ]
                     *             },
                     *             "retrieval": {
                     *               "mode": "hybrid",
                     *               "top_k": 8,
                     *               "min_score": 0.3,
                     *               "automatic": true
                     *             },
                     *             "tools": [],
                     *             "http_requests": [],
                     *             "limits": {
                     *               "steps": 8,
                     *               "tokens": 60000,
                     *               "seconds": 120,
                     *               "usd": null
                     *             },
                     *             "language": "pt",
                     *             "opening_questions": [],
                     *             "history": 6
                     *           },
                     *           "latest_version": 0,
                     *           "published_version": null,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Agent"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgent"];
            };
        };
        responses: {
            /** @description The new agent */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "name": "Atendimento do RH",
                     *       "description": null,
                     *       "status": "active",
                     *       "configuration": {
                     *         "instructions": "",
                     *         "model": {
                     *           "provider": "extractive"
                     *         },
                     *         "fallback_model": null,
                     *         "knowledge": {
                     *           "knowledge_base_id": null,
                     *           "collection_ids": [
                     *             "6f1d3a52-8c04-4e7b-9d11-000000000006"
                     *           ]
                     *         },
                     *         "retrieval": {
                     *           "mode": "hybrid",
                     *           "top_k": 8,
                     *           "min_score": 0.3,
                     *           "automatic": true
                     *         },
                     *         "tools": [],
                     *         "http_requests": [],
                     *         "limits": {
                     *           "steps": 8,
                     *           "tokens": 60000,
                     *           "seconds": 120,
                     *           "usd": null
                     *         },
                     *         "language": "pt",
                     *         "opening_questions": [],
                     *         "history": 6
                     *       },
                     *       "latest_version": 0,
                     *       "published_version": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "name": "Atendimento do RH",
                     *       "description": "Responde sobre férias",
                     *       "status": "active",
                     *       "configuration": {
                     *         "instructions": "",
                     *         "model": {
                     *           "provider": "extractive"
                     *         },
                     *         "fallback_model": null,
                     *         "knowledge": {
                     *           "knowledge_base_id": null,
                     *           "collection_ids": [
                     *             "6f1d3a52-8c04-4e7b-9d11-000000000006"
                     *           ]
                     *         },
                     *         "retrieval": {
                     *           "mode": "hybrid",
                     *           "top_k": 8,
                     *           "min_score": 0.3,
                     *           "automatic": true
                     *         },
                     *         "tools": [],
                     *         "http_requests": [],
                     *         "limits": {
                     *           "steps": 8,
                     *           "tokens": 60000,
                     *           "seconds": 120,
                     *           "usd": null
                     *         },
                     *         "language": "pt",
                     *         "opening_questions": [],
                     *         "history": 6
                     *       },
                     *       "latest_version": 1,
                     *       "published_version": 1,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "name": "Atendimento do RH",
                     *       "description": "Responde sobre férias",
                     *       "status": "active",
                     *       "configuration": {
                     *         "instructions": "",
                     *         "model": {
                     *           "provider": "extractive"
                     *         },
                     *         "fallback_model": null,
                     *         "knowledge": {
                     *           "knowledge_base_id": null,
                     *           "collection_ids": [
                     *             "6f1d3a52-8c04-4e7b-9d11-000000000006"
                     *           ]
                     *         },
                     *         "retrieval": {
                     *           "mode": "hybrid",
                     *           "top_k": 8,
                     *           "min_score": 0.3,
                     *           "automatic": true
                     *         },
                     *         "tools": [],
                     *         "http_requests": [],
                     *         "limits": {
                     *           "steps": 8,
                     *           "tokens": 60000,
                     *           "seconds": 120,
                     *           "usd": null
                     *         },
                     *         "language": "pt",
                     *         "opening_questions": [],
                     *         "history": 6
                     *       },
                     *       "latest_version": 0,
                     *       "published_version": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    duplicateAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DuplicatedAgent"];
            };
        };
        responses: {
            /** @description The new agent */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000022",
                     *       "name": "Atendimento, cópia",
                     *       "description": "Responde sobre férias",
                     *       "status": "active",
                     *       "configuration": {
                     *         "instructions": "",
                     *         "model": {
                     *           "provider": "extractive"
                     *         },
                     *         "fallback_model": null,
                     *         "knowledge": {
                     *           "knowledge_base_id": null,
                     *           "collection_ids": [
                     *             "6f1d3a52-8c04-4e7b-9d11-000000000006"
                     *           ]
                     *         },
                     *         "retrieval": {
                     *           "mode": "hybrid",
                     *           "top_k": 8,
                     *           "min_score": 0.3,
                     *           "automatic": true
                     *         },
                     *         "tools": [],
                     *         "http_requests": [],
                     *         "limits": {
                     *           "steps": 8,
                     *           "tokens": 60000,
                     *           "seconds": 120,
                     *           "usd": null
                     *         },
                     *         "language": "pt",
                     *         "opening_questions": [],
                     *         "history": 6
                     *       },
                     *       "latest_version": 0,
                     *       "published_version": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    publishAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PublishedAgent"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "name": "Atendimento do RH",
                     *       "description": "Responde sobre férias",
                     *       "status": "active",
                     *       "configuration": {
                     *         "instructions": "",
                     *         "model": {
                     *           "provider": "extractive"
                     *         },
                     *         "fallback_model": null,
                     *         "knowledge": {
                     *           "knowledge_base_id": null,
                     *           "collection_ids": [
                     *             "6f1d3a52-8c04-4e7b-9d11-000000000006"
                     *           ]
                     *         },
                     *         "retrieval": {
                     *           "mode": "hybrid",
                     *           "top_k": 8,
                     *           "min_score": 0.3,
                     *           "automatic": true
                     *         },
                     *         "tools": [],
                     *         "http_requests": [],
                     *         "limits": {
                     *           "steps": 8,
                     *           "tokens": 60000,
                     *           "seconds": 120,
                     *           "usd": null
                     *         },
                     *         "language": "pt",
                     *         "opening_questions": [],
                     *         "history": 6
                     *       },
                     *       "latest_version": 1,
                     *       "published_version": 1,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listAgentVersions: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000021",
                     *           "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *           "version_number": 1,
                     *           "configuration": {
                     *             "instructions": "",
                     *             "model": {
                     *               "provider": "extractive"
                     *             },
                     *             "fallback_model": null,
                     *             "knowledge": {
                     *               "knowledge_base_id": null,
                     *               "collection_ids": [
                     *                 "6f1d3a52-8c04-4e7b-9d11-000000000006"
                     *               ]
                     *             },
                     *             "retrieval": {
                     *               "mode": "hybrid",
                     *               "top_k": 8,
                     *               "min_score": 0.3,
                     *               "automatic": true
                     *             },
                     *             "tools": [],
                     *             "http_requests": [],
                     *             "limits": {
                     *               "steps": 8,
                     *               "tokens": 60000,
                     *               "seconds": 120,
                     *               "usd": null
                     *             },
                     *             "language": "pt",
                     *             "opening_questions": [],
                     *             "history": 6
                     *           },
                     *           "created_by": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "created_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["AgentVersion"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listBudgets: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
                agent_id?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000028",
                     *           "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *           "period": "month",
                     *           "limit_usd": 50,
                     *           "left_usd": 50,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Budget"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createBudget: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewBudget"];
            };
        };
        responses: {
            /** @description The new budget */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000028",
                     *       "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "period": "month",
                     *       "limit_usd": 50,
                     *       "left_usd": 50,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Budget"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteBudget: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateBudget: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BudgetChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000028",
                     *       "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "period": "month",
                     *       "limit_usd": 100,
                     *       "left_usd": 100,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Budget"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listAgentExecutions: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
                status?: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "timed_out";
                conversation_id?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000027",
                     *           "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *           "agent_version": 1,
                     *           "conversation_id": null,
                     *           "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "api_key_id": null,
                     *           "status": "succeeded",
                     *           "background": false,
                     *           "input": {
                     *             "question": "Quantos dias de férias por ano?"
                     *           },
                     *           "output": {
                     *             "answer": "Sem modelo de linguagem: estes trechos dos documentos são os que melhor respondem.\n\n“Cada pessoa tem trinta dias de férias por ano.” [1]\n",
                     *             "extractive": true,
                     *             "found": true,
                     *             "citations": [
                     *               {
                     *                 "number": 1,
                     *                 "quote": "Cada pessoa tem trinta dias de férias por ano.",
                     *                 "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *                 "document_name": "Política de férias",
                     *                 "version": 4,
                     *                 "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000025",
                     *                 "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *                 "location": {
                     *                   "heading": "Férias",
                     *                   "start": 0,
                     *                   "end": 56
                     *                 },
                     *                 "quote_start": 10,
                     *                 "score": 0.892
                     *               }
                     *             ],
                     *             "sentences": [
                     *               {
                     *                 "start": 0,
                     *                 "end": 82,
                     *                 "verdict": "plain",
                     *                 "citations": [],
                     *                 "unsupported": []
                     *               },
                     *               {
                     *                 "start": 84,
                     *                 "end": 136,
                     *                 "verdict": "supported",
                     *                 "citations": [
                     *                   1
                     *                 ],
                     *                 "unsupported": []
                     *               }
                     *             ],
                     *             "unsupported": 0
                     *           },
                     *           "error_code": null,
                     *           "model": "extractive",
                     *           "input_tokens": 0,
                     *           "output_tokens": 0,
                     *           "tokens_used": 0,
                     *           "cost_usd": 0,
                     *           "rating": null,
                     *           "rating_comment": null,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "started_at": "2026-03-02T14:05:09.123Z",
                     *           "completed_at": "2026-03-02T14:05:09.123Z"
                     *         },
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000026",
                     *           "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *           "agent_version": 1,
                     *           "conversation_id": null,
                     *           "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "api_key_id": null,
                     *           "status": "succeeded",
                     *           "background": false,
                     *           "input": {
                     *             "question": "Quantos dias de férias por ano?"
                     *           },
                     *           "output": {
                     *             "answer": "Sem modelo de linguagem: estes trechos dos documentos são os que melhor respondem.\n\n“Cada pessoa tem trinta dias de férias por ano.” [1]\n",
                     *             "extractive": true,
                     *             "found": true,
                     *             "citations": [
                     *               {
                     *                 "number": 1,
                     *                 "quote": "Cada pessoa tem trinta dias de férias por ano.",
                     *                 "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *                 "document_name": "Política de férias",
                     *                 "version": 4,
                     *                 "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000025",
                     *                 "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *                 "location": {
                     *                   "heading": "Férias",
                     *                   "start": 0,
                     *                   "end": 56
                     *                 },
                     *                 "quote_start": 10,
                     *                 "score": 0.892
                     *               }
                     *             ],
                     *             "sentences": [
                     *               {
                     *                 "start": 0,
                     *                 "end": 82,
                     *                 "verdict": "plain",
                     *                 "citations": [],
                     *                 "unsupported": []
                     *               },
                     *               {
                     *                 "start": 84,
                     *                 "end": 136,
                     *                 "verdict": "supported",
                     *                 "citations": [
                     *                   1
                     *                 ],
                     *                 "unsupported": []
                     *               }
                     *             ],
                     *             "unsupported": 0
                     *           },
                     *           "error_code": null,
                     *           "model": "extractive",
                     *           "input_tokens": 0,
                     *           "output_tokens": 0,
                     *           "tokens_used": 0,
                     *           "cost_usd": 0,
                     *           "rating": null,
                     *           "rating_comment": null,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "started_at": "2026-03-02T14:05:09.123Z",
                     *           "completed_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Execution"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    runAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewExecution"];
            };
        };
        responses: {
            /** @description How it ended. With Accept: text/event-stream: Server-sent events: `start`, `step`, `text`, `citation`, `sentence` (the verdict on what was just said), `usage` and `end`. The `id` of an event is how far the execution has come with it; given back as Last-Event-ID it is gone on from there, inside of a text too. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000024",
                     *       "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "agent_version": 1,
                     *       "conversation_id": "6f1d3a52-8c04-4e7b-9d11-000000000023",
                     *       "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "api_key_id": null,
                     *       "status": "succeeded",
                     *       "background": false,
                     *       "input": {
                     *         "question": "Quantos dias de férias por ano?"
                     *       },
                     *       "output": {
                     *         "answer": "Sem modelo de linguagem: estes trechos dos documentos são os que melhor respondem.\n\n“Cada pessoa tem trinta dias de férias por ano.” [1]\n",
                     *         "extractive": true,
                     *         "found": true,
                     *         "citations": [
                     *           {
                     *             "number": 1,
                     *             "quote": "Cada pessoa tem trinta dias de férias por ano.",
                     *             "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *             "document_name": "Política de férias",
                     *             "version": 4,
                     *             "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000025",
                     *             "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *             "location": {
                     *               "heading": "Férias",
                     *               "start": 0,
                     *               "end": 56
                     *             },
                     *             "quote_start": 10,
                     *             "score": 0.892
                     *           }
                     *         ],
                     *         "sentences": [
                     *           {
                     *             "start": 0,
                     *             "end": 82,
                     *             "verdict": "plain",
                     *             "citations": [],
                     *             "unsupported": []
                     *           },
                     *           {
                     *             "start": 84,
                     *             "end": 136,
                     *             "verdict": "supported",
                     *             "citations": [
                     *               1
                     *             ],
                     *             "unsupported": []
                     *           }
                     *         ],
                     *         "unsupported": 0
                     *       },
                     *       "error_code": null,
                     *       "model": "extractive",
                     *       "input_tokens": 0,
                     *       "output_tokens": 0,
                     *       "tokens_used": 0,
                     *       "cost_usd": 0,
                     *       "rating": null,
                     *       "rating_comment": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "started_at": "2026-03-02T14:05:09.123Z",
                     *       "completed_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Execution"];
                };
            };
            /** @description It runs in the background */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Execution"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listExecutions: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
                status?: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "timed_out";
                conversation_id?: string;
                agent_id?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000027",
                     *           "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *           "agent_version": 1,
                     *           "conversation_id": null,
                     *           "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "api_key_id": null,
                     *           "status": "succeeded",
                     *           "background": false,
                     *           "input": {
                     *             "question": "Quantos dias de férias por ano?"
                     *           },
                     *           "output": {
                     *             "answer": "Sem modelo de linguagem: estes trechos dos documentos são os que melhor respondem.\n\n“Cada pessoa tem trinta dias de férias por ano.” [1]\n",
                     *             "extractive": true,
                     *             "found": true,
                     *             "citations": [
                     *               {
                     *                 "number": 1,
                     *                 "quote": "Cada pessoa tem trinta dias de férias por ano.",
                     *                 "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *                 "document_name": "Política de férias",
                     *                 "version": 4,
                     *                 "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000025",
                     *                 "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *                 "location": {
                     *                   "heading": "Férias",
                     *                   "start": 0,
                     *                   "end": 56
                     *                 },
                     *                 "quote_start": 10,
                     *                 "score": 0.892
                     *               }
                     *             ],
                     *             "sentences": [
                     *               {
                     *                 "start": 0,
                     *                 "end": 82,
                     *                 "verdict": "plain",
                     *                 "citations": [],
                     *                 "unsupported": []
                     *               },
                     *               {
                     *                 "start": 84,
                     *                 "end": 136,
                     *                 "verdict": "supported",
                     *                 "citations": [
                     *                   1
                     *                 ],
                     *                 "unsupported": []
                     *               }
                     *             ],
                     *             "unsupported": 0
                     *           },
                     *           "error_code": null,
                     *           "model": "extractive",
                     *           "input_tokens": 0,
                     *           "output_tokens": 0,
                     *           "tokens_used": 0,
                     *           "cost_usd": 0,
                     *           "rating": null,
                     *           "rating_comment": null,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "started_at": "2026-03-02T14:05:09.123Z",
                     *           "completed_at": "2026-03-02T14:05:09.123Z"
                     *         },
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000026",
                     *           "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *           "agent_version": 1,
                     *           "conversation_id": null,
                     *           "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "api_key_id": null,
                     *           "status": "succeeded",
                     *           "background": false,
                     *           "input": {
                     *             "question": "Quantos dias de férias por ano?"
                     *           },
                     *           "output": {
                     *             "answer": "Sem modelo de linguagem: estes trechos dos documentos são os que melhor respondem.\n\n“Cada pessoa tem trinta dias de férias por ano.” [1]\n",
                     *             "extractive": true,
                     *             "found": true,
                     *             "citations": [
                     *               {
                     *                 "number": 1,
                     *                 "quote": "Cada pessoa tem trinta dias de férias por ano.",
                     *                 "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *                 "document_name": "Política de férias",
                     *                 "version": 4,
                     *                 "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000025",
                     *                 "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *                 "location": {
                     *                   "heading": "Férias",
                     *                   "start": 0,
                     *                   "end": 56
                     *                 },
                     *                 "quote_start": 10,
                     *                 "score": 0.892
                     *               }
                     *             ],
                     *             "sentences": [
                     *               {
                     *                 "start": 0,
                     *                 "end": 82,
                     *                 "verdict": "plain",
                     *                 "citations": [],
                     *                 "unsupported": []
                     *               },
                     *               {
                     *                 "start": 84,
                     *                 "end": 136,
                     *                 "verdict": "supported",
                     *                 "citations": [
                     *                   1
                     *                 ],
                     *                 "unsupported": []
                     *               }
                     *             ],
                     *             "unsupported": 0
                     *           },
                     *           "error_code": null,
                     *           "model": "extractive",
                     *           "input_tokens": 0,
                     *           "output_tokens": 0,
                     *           "tokens_used": 0,
                     *           "cost_usd": 0,
                     *           "rating": null,
                     *           "rating_comment": null,
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "started_at": "2026-03-02T14:05:09.123Z",
                     *           "completed_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Execution"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getExecution: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The execution */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000024",
                     *       "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "agent_version": 1,
                     *       "conversation_id": "6f1d3a52-8c04-4e7b-9d11-000000000023",
                     *       "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "api_key_id": null,
                     *       "status": "succeeded",
                     *       "background": false,
                     *       "input": {
                     *         "question": "Quantos dias de férias por ano?"
                     *       },
                     *       "output": {
                     *         "answer": "Sem modelo de linguagem: estes trechos dos documentos são os que melhor respondem.\n\n“Cada pessoa tem trinta dias de férias por ano.” [1]\n",
                     *         "extractive": true,
                     *         "found": true,
                     *         "citations": [
                     *           {
                     *             "number": 1,
                     *             "quote": "Cada pessoa tem trinta dias de férias por ano.",
                     *             "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *             "document_name": "Política de férias",
                     *             "version": 4,
                     *             "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000025",
                     *             "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *             "location": {
                     *               "heading": "Férias",
                     *               "start": 0,
                     *               "end": 56
                     *             },
                     *             "quote_start": 10,
                     *             "score": 0.892
                     *           }
                     *         ],
                     *         "sentences": [
                     *           {
                     *             "start": 0,
                     *             "end": 82,
                     *             "verdict": "plain",
                     *             "citations": [],
                     *             "unsupported": []
                     *           },
                     *           {
                     *             "start": 84,
                     *             "end": 136,
                     *             "verdict": "supported",
                     *             "citations": [
                     *               1
                     *             ],
                     *             "unsupported": []
                     *           }
                     *         ],
                     *         "unsupported": 0
                     *       },
                     *       "error_code": null,
                     *       "model": "extractive",
                     *       "input_tokens": 0,
                     *       "output_tokens": 0,
                     *       "tokens_used": 0,
                     *       "cost_usd": 0,
                     *       "rating": null,
                     *       "rating_comment": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "started_at": "2026-03-02T14:05:09.123Z",
                     *       "completed_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Execution"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getExecutionTrace: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The steps */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "steps": [
                     *         {
                     *           "number": 1,
                     *           "kind": "search",
                     *           "name": "search_knowledge",
                     *           "started_at": "2026-03-02T14:05:09.123Z",
                     *           "ms": 180,
                     *           "input": {
                     *             "mode": "hybrid",
                     *             "query": "Quantos dias de férias por ano?",
                     *             "top_k": 8,
                     *             "min_score": 0.3,
                     *             "collection_ids": [
                     *               "6f1d3a52-8c04-4e7b-9d11-000000000006"
                     *             ]
                     *           },
                     *           "output": {
                     *             "mode": "hybrid",
                     *             "model": "lexical-1",
                     *             "passages": [
                     *               {
                     *                 "score": 0.892,
                     *                 "number": 1,
                     *                 "version": 4,
                     *                 "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000025",
                     *                 "location": {
                     *                   "end": 56,
                     *                   "start": 0,
                     *                   "heading": "Férias"
                     *                 },
                     *                 "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *                 "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *                 "document_name": "Política de férias"
                     *               },
                     *               {
                     *                 "score": 0.7,
                     *                 "number": 2,
                     *                 "version": 1,
                     *                 "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000029",
                     *                 "location": {
                     *                   "end": 29,
                     *                   "start": 0
                     *                 },
                     *                 "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000016",
                     *                 "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *                 "document_name": "https://renum.example.com/ferias"
                     *               }
                     *             ]
                     *           },
                     *           "text": "Buscou “Quantos dias de férias por ano?” e encontrou 6 trechos, em 24 ms."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ExecutionTrace"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    watchExecution: {
        parameters: {
            query?: {
                /** @description `false` gives what there is and ends, instead of waiting for more. */
                wait?: "true" | "false";
            };
            header?: {
                /** @description The id of the last event that was read. */
                "last-event-id"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events: `start`, `step`, `text`, `citation`, `sentence` (the verdict on what was just said), `usage` and `end`. The `id` of an event is how far the execution has come with it; given back as Last-Event-ID it is gone on from there, inside of a text too. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Nothing more will come */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    cancelExecution: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000030",
                     *       "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "agent_version": null,
                     *       "conversation_id": null,
                     *       "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "api_key_id": null,
                     *       "status": "running",
                     *       "background": false,
                     *       "input": {
                     *         "question": "Posso vender férias?"
                     *       },
                     *       "output": null,
                     *       "error_code": null,
                     *       "model": null,
                     *       "input_tokens": 0,
                     *       "output_tokens": 0,
                     *       "tokens_used": 0,
                     *       "cost_usd": null,
                     *       "rating": null,
                     *       "rating_comment": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "started_at": "2026-03-02T14:05:09.123Z",
                     *       "completed_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Execution"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    rateExecution: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExecutionFeedback"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000024",
                     *       "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "agent_version": 1,
                     *       "conversation_id": "6f1d3a52-8c04-4e7b-9d11-000000000023",
                     *       "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "api_key_id": null,
                     *       "status": "succeeded",
                     *       "background": false,
                     *       "input": {
                     *         "question": "Quantos dias de férias por ano?"
                     *       },
                     *       "output": {
                     *         "answer": "Sem modelo de linguagem: estes trechos dos documentos são os que melhor respondem.\n\n“Cada pessoa tem trinta dias de férias por ano.” [1]\n",
                     *         "extractive": true,
                     *         "found": true,
                     *         "citations": [
                     *           {
                     *             "number": 1,
                     *             "quote": "Cada pessoa tem trinta dias de férias por ano.",
                     *             "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *             "document_name": "Política de férias",
                     *             "version": 4,
                     *             "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000025",
                     *             "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *             "location": {
                     *               "heading": "Férias",
                     *               "start": 0,
                     *               "end": 56
                     *             },
                     *             "quote_start": 10,
                     *             "score": 0.892
                     *           }
                     *         ],
                     *         "sentences": [
                     *           {
                     *             "start": 0,
                     *             "end": 82,
                     *             "verdict": "plain",
                     *             "citations": [],
                     *             "unsupported": []
                     *           },
                     *           {
                     *             "start": 84,
                     *             "end": 136,
                     *             "verdict": "supported",
                     *             "citations": [
                     *               1
                     *             ],
                     *             "unsupported": []
                     *           }
                     *         ],
                     *         "unsupported": 0
                     *       },
                     *       "error_code": null,
                     *       "model": "extractive",
                     *       "input_tokens": 0,
                     *       "output_tokens": 0,
                     *       "tokens_used": 0,
                     *       "cost_usd": 0,
                     *       "rating": "up",
                     *       "rating_comment": null,
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "started_at": "2026-03-02T14:05:09.123Z",
                     *       "completed_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Execution"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /** @description Rows of a page. */
                limit?: number;
                /** @description next_cursor of the page before. */
                cursor?: string;
                agent_id?: string;
            };
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000023",
                     *           "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *           "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *           "api_key_id": null,
                     *           "title": "Férias",
                     *           "created_at": "2026-03-02T14:05:09.123Z",
                     *           "updated_at": "2026-03-02T14:05:09.123Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Conversation"][];
                        /** @description For the next page; null on the last one. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repetition safe: for 24 hours the same key of the same person, in the same client, gets the first answer and creates nothing. */
                "idempotency-key"?: string;
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConversation"];
            };
        };
        responses: {
            /** @description The new conversation */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000023",
                     *       "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "api_key_id": null,
                     *       "title": "Férias",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000023",
                     *       "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "api_key_id": null,
                     *       "title": "Férias",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    deleteConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    updateConversation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationChanges"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "6f1d3a52-8c04-4e7b-9d11-000000000023",
                     *       "agent_id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *       "user_id": "6f1d3a52-8c04-4e7b-9d11-000000000002",
                     *       "api_key_id": null,
                     *       "title": "Férias de julho",
                     *       "created_at": "2026-03-02T14:05:09.123Z",
                     *       "updated_at": "2026-03-02T14:05:09.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createChatCompletion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatCompletionRequest"];
            };
        };
        responses: {
            /** @description The answer, or its chunks with `stream`; its citations are annotations, and the field `renum` has the verdict on each sentence */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "chatcmpl-6f1d3a52-8c04-4e7b-9d11-000000000026",
                     *       "object": "chat.completion",
                     *       "created": 1772460309,
                     *       "model": "Atendimento do RH",
                     *       "choices": [
                     *         {
                     *           "index": 0,
                     *           "message": {
                     *             "role": "assistant",
                     *             "content": "Sem modelo de linguagem: estes trechos dos documentos são os que melhor respondem.\n\n“Cada pessoa tem trinta dias de férias por ano.” [1]\n",
                     *             "annotations": [
                     *               {
                     *                 "type": "file_citation",
                     *                 "index": 1,
                     *                 "file_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *                 "filename": "Política de férias",
                     *                 "quote": "Cada pessoa tem trinta dias de férias por ano.",
                     *                 "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000025",
                     *                 "version": 4,
                     *                 "location": {
                     *                   "end": 56,
                     *                   "start": 0,
                     *                   "heading": "Férias"
                     *                 }
                     *               }
                     *             ],
                     *             "refusal": null
                     *           },
                     *           "finish_reason": "stop",
                     *           "logprobs": null
                     *         }
                     *       ],
                     *       "usage": {
                     *         "prompt_tokens": 0,
                     *         "completion_tokens": 0,
                     *         "total_tokens": 0
                     *       },
                     *       "renum": {
                     *         "execution_id": "6f1d3a52-8c04-4e7b-9d11-000000000026",
                     *         "cost_usd": 0,
                     *         "found": true,
                     *         "citations": [
                     *           {
                     *             "quote": "Cada pessoa tem trinta dias de férias por ano.",
                     *             "score": 0.892,
                     *             "number": 1,
                     *             "version": 4,
                     *             "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000025",
                     *             "location": {
                     *               "end": 56,
                     *               "start": 0,
                     *               "heading": "Férias"
                     *             },
                     *             "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *             "quote_start": 10,
                     *             "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *             "document_name": "Política de férias"
                     *           }
                     *         ],
                     *         "sentences": [
                     *           {
                     *             "end": 82,
                     *             "start": 0,
                     *             "verdict": "plain",
                     *             "citations": [],
                     *             "unsupported": []
                     *           },
                     *           {
                     *             "end": 136,
                     *             "start": 84,
                     *             "verdict": "supported",
                     *             "citations": [
                     *               1
                     *             ],
                     *             "unsupported": []
                     *           }
                     *         ],
                     *         "extractive": true,
                     *         "unsupported": 0
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ChatCompletion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    listModels: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "object": "list",
                     *       "data": [
                     *         {
                     *           "id": "6f1d3a52-8c04-4e7b-9d11-000000000020",
                     *           "object": "model",
                     *           "created": 1772460309,
                     *           "owned_by": "renum",
                     *           "name": "Atendimento do RH"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
    createResponse: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client to act for, of those that the person belongs to; without it the one they switched to last (`PATCH /v1/me`). An API key is of one client. */
                "Renum-Client"?: components["parameters"]["RenumClient"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResponseRequest"];
            };
        };
        responses: {
            /** @description The answer, or its events with `stream`; its citations are annotations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "resp_6f1d3a52-8c04-4e7b-9d11-000000000027",
                     *       "object": "response",
                     *       "created_at": 1772460309,
                     *       "status": "completed",
                     *       "model": "Atendimento do RH",
                     *       "output": [
                     *         {
                     *           "id": "msg_6f1d3a52-8c04-4e7b-9d11-000000000027",
                     *           "type": "message",
                     *           "role": "assistant",
                     *           "status": "completed",
                     *           "content": [
                     *             {
                     *               "type": "output_text",
                     *               "text": "Sem modelo de linguagem: estes trechos dos documentos são os que melhor respondem.\n\n“Cada pessoa tem trinta dias de férias por ano.” [1]\n",
                     *               "annotations": [
                     *                 {
                     *                   "type": "file_citation",
                     *                   "index": 1,
                     *                   "file_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *                   "filename": "Política de férias",
                     *                   "quote": "Cada pessoa tem trinta dias de férias por ano.",
                     *                   "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000025",
                     *                   "version": 4,
                     *                   "location": {
                     *                     "end": 56,
                     *                     "start": 0,
                     *                     "heading": "Férias"
                     *                   }
                     *                 }
                     *               ],
                     *               "logprobs": []
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "usage": {
                     *         "input_tokens": 0,
                     *         "input_tokens_details": {
                     *           "cached_tokens": 0
                     *         },
                     *         "output_tokens": 0,
                     *         "output_tokens_details": {
                     *           "reasoning_tokens": 0
                     *         },
                     *         "total_tokens": 0
                     *       },
                     *       "renum": {
                     *         "execution_id": "6f1d3a52-8c04-4e7b-9d11-000000000027",
                     *         "cost_usd": 0,
                     *         "found": true,
                     *         "citations": [
                     *           {
                     *             "quote": "Cada pessoa tem trinta dias de férias por ano.",
                     *             "score": 0.892,
                     *             "number": 1,
                     *             "version": 4,
                     *             "chunk_id": "6f1d3a52-8c04-4e7b-9d11-000000000025",
                     *             "location": {
                     *               "end": 56,
                     *               "start": 0,
                     *               "heading": "Férias"
                     *             },
                     *             "document_id": "6f1d3a52-8c04-4e7b-9d11-000000000009",
                     *             "quote_start": 10,
                     *             "collection_id": "6f1d3a52-8c04-4e7b-9d11-000000000006",
                     *             "document_name": "Política de férias"
                     *           }
                     *         ],
                     *         "sentences": [
                     *           {
                     *             "end": 82,
                     *             "start": 0,
                     *             "verdict": "plain",
                     *             "citations": [],
                     *             "unsupported": []
                     *           },
                     *           {
                     *             "end": 136,
                     *             "start": 84,
                     *             "verdict": "supported",
                     *             "citations": [
                     *               1
                     *             ],
                     *             "unsupported": []
                     *           }
                     *         ],
                     *         "extractive": true,
                     *         "unsupported": 0
                     *       },
                     *       "background": false,
                     *       "error": null,
                     *       "incomplete_details": null,
                     *       "instructions": null,
                     *       "max_output_tokens": null,
                     *       "metadata": {},
                     *       "parallel_tool_calls": false,
                     *       "previous_response_id": null,
                     *       "store": true,
                     *       "temperature": null,
                     *       "text": {
                     *         "format": {
                     *           "type": "text"
                     *         }
                     *       },
                     *       "tool_choice": "none",
                     *       "tools": [],
                     *       "top_p": null,
                     *       "truncation": "disabled"
                     *     }
                     */
                    "application/json": components["schemas"]["Response"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
            504: components["responses"]["Problem504"];
        };
    };
}

/** Where a POST takes an Idempotency-Key. */
export const creatingPaths: readonly string[] = [
  "/v1/clients",
  "/v1/invitations",
  "/v1/api-keys",
  "/v1/knowledge-bases",
  "/v1/knowledge-bases/{id}/collections",
  "/v1/collections/{id}/grants",
  "/v1/collections/{id}/documents",
  "/v1/collections/{id}/documents/import",
  "/v1/documents/{id}/versions",
  "/v1/documents/{id}/versions/{version_number}/restore",
  "/v1/documents/{id}/reprocess",
  "/v1/webhook-endpoints",
  "/v1/test-questions",
  "/v1/credentials",
  "/v1/agents",
  "/v1/agents/{id}/duplicate",
  "/v1/budgets",
  "/v1/agents/{id}/executions",
  "/v1/conversations"
]
