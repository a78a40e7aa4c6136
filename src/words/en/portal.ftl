### What the portal answers.

portal-malformed = the request is malformed
portal-unauthenticated = a valid token is needed
portal-primary-only = only the primary administrator may do this
portal-read-only-token = this token may read and not write
portal-wrong-account = this token is for another account
portal-not-found = there is nothing here
portal-gone = it was here and was deleted
portal-method-not-allowed = this cannot be changed
portal-name-taken = another schedule has this name
portal-email-taken = another account logs in with this address
portal-server-managed-schedule = the portal keeps this name for a schedule of its own
portal-chat-not-deployed = call the system administrator: the chat software is not deployed
portal-stale = it changed since it was read
portal-too-large = the request is too large
portal-media-type = the body must be JSON
portal-unknown-language = chat has the languages en and fr
portal-not-a-candidate = this user is not on the list of company administrators and their delegates
portal-precondition-required = If-Match is needed to change what exists
portal-storage-full = the portal could not store this
portal-invalid-field = some members are not valid
portal-immutable-field = { $pointer } cannot be changed
portal-field-required = { $pointer } is needed
portal-field-unknown = { $pointer } is not known
portal-field-invalid = { $pointer } is not valid
portal-internal = the portal failed
