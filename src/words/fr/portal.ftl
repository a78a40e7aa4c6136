### Ce que répond le portail.

portal-malformed = la requête est mal formée
portal-unauthenticated = il faut un jeton valide
portal-primary-only = seul l'administrateur principal peut faire ceci
portal-read-only-token = ce jeton permet de lire et non d'écrire
portal-wrong-account = ce jeton est celui d'un autre compte
portal-not-found = il n'y a rien ici
portal-gone = c'était ici et cela a été supprimé
portal-method-not-allowed = ceci ne peut être modifié
portal-name-taken = un autre horaire porte ce nom
portal-email-taken = un autre compte ouvre ses sessions avec cette adresse
portal-server-managed-schedule = le portail garde ce nom pour un de ses propres horaires
portal-chat-not-deployed = communiquez avec l'administrateur-système : le logiciel de clavardage n'est pas déployé
portal-stale = cela a changé depuis la lecture
portal-too-large = la requête est trop grande
portal-media-type = le corps doit être en JSON
portal-unknown-language = le clavardage a les langues en et fr
portal-not-a-candidate = cet utilisateur n'est pas dans la liste des administrateurs-entreprise et de leurs délégués
portal-precondition-required = il faut If-Match pour modifier ce qui existe
portal-storage-full = le portail n'a pu enregistrer ceci
portal-invalid-field = des membres ne sont pas valides
portal-immutable-field = { $pointer } ne peut être modifié
portal-field-required = il faut { $pointer }
portal-field-unknown = { $pointer } n'est pas connu
portal-field-invalid = { $pointer } n'est pas valide
portal-internal = le portail a fait défaut
