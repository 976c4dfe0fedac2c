### The reference of the REST API; the words of its operations come from the OpenAPI document.

api-docs-title = API reference
api-docs-description = Every operation of the REST API: who may call it, what it takes, what it answers, and an example to paste into a shell.
api-docs-lead = Every operation: who may call it, what it takes, what it answers. The examples can be pasted into a shell and keep their session in the file `jar`.
api-docs-download = Download the OpenAPI document
api-docs-contents = Contents
api-docs-introduction = Introduction

api-docs-base-title = Base address
api-docs-base-text = Operations are below `/api/v1`, take and answer JSON, and refuse fields that they do not know. Times are RFC 3339 in UTC; ids are UUIDs that sort by time.
api-docs-sessions-title = Signing in
api-docs-sessions-text = `POST /api/v1/auth/login` sets two `HttpOnly` cookies, and whoever sends them back is signed in. No body ever holds a token. When an operation answers 401 with `auth.unauthenticated`, `POST /api/v1/auth/refresh` renews the cookies.
api-docs-sessions-origin = A change that a session’s cookie speaks for has to say where it comes from. Browsers send `Origin` or `Sec-Fetch-Site` by themselves; a program has to.
api-docs-sessions-keys = A program needs no session: it sends an API key as Authorization: Bearer, where the operation takes one. Keys are made in the settings.
api-docs-errors-title = Errors
api-docs-errors-text = Every refusal is an RFC 9457 problem with the media type `application/problem+json`. Tell refusals apart by `code`, which never changes. `errors` names all refused fields at once, and `request_id` is what to name when you ask for help.
api-docs-lists-title = Lists
api-docs-lists-text = A list answers `items` with `next_cursor` and `previous_cursor`. Send one of them back as `cursor` to get that page; `null` means that there is none. A page has 25 items unless `limit` says otherwise, and 100 at most.
api-docs-versions-title = Changes without lost updates
api-docs-versions-text = What can be changed is answered with an `ETag`. Send it back as `If-Match`, and the change is made only if nobody was faster; otherwise the answer is 412. Without it, the change is always made.

api-docs-schemas-title = Schemas
api-docs-schemas-lead = The objects that operations take and answer, by name.
api-docs-codes-title = Error codes
api-docs-codes-lead = Each `code` of a problem, with what the product’s own pages say about it.

api-docs-access-public = Anyone may call this
api-docs-access-session = Needs a session
api-docs-access-key = Needs a session or an API key
api-docs-access-permission = with the permission
api-docs-parameters-path = Path parameters
api-docs-parameters-query = Query parameters
api-docs-parameters-header = Headers
api-docs-body = Request body
api-docs-responses = Responses
api-docs-returns = Returns
api-docs-header = Header
api-docs-other = Other
api-docs-required = Required
api-docs-one-of = One of
api-docs-length = Length
api-docs-range = Range
api-docs-default = Default

api-docs-request = Request
api-docs-response = Response
api-docs-request-of = Example request: { $operation }
api-docs-response-of = Example response: { $operation }
api-docs-example-of = Example: { $name }
