### Ce que disent les commandes.

no-runtime = le système ne donne pas de fils d'exécution : { $reason }
no-yaml = il n'y a aucun fichier *.yaml ou *.yml dans { $path }
link-outside = { $path } mène à un endroit hors du répertoire
not-a-file = { $path } n'est pas un fichier
plan-among-paths = { $path } est un plan enregistré ; utilisez-le avec « apply --plan » ou « show »
unreadable = { $path } : { $reason }
invalid-files = { $count ->
    [one] un fichier n'est pas valide : rien n'a été planifié
   *[other] { $count } fichiers ne sont pas valides : rien n'a été planifié
}
no-portal = quel portail ?
no-portal-help = donnez --portal URL ou CONSIGNE_PORTAL ; pour essayer sans portail : --portal embedded
url-form = l'adresse du portail n'est pas une adresse http ou https
url-extra = l'adresse du portail contient un utilisateur, un mot de passe, une requête ou un fragment, qui n'y ont pas leur place
url-not-loopback = http sans chiffrement est réservé à cette machine ; utilisez https
bad-token-file = { $path } : échec ({ $reason })
no-token = il n'y a pas de jeton
no-token-help = donnez CONSIGNE_TOKEN, ou --token-file FICHIER avec le jeton sur une ligne
portal-unreachable = le portail ne peut être joint : { $reason }
portal-unreachable-help = vérifiez l'adresse et le réseau ; rien n'a été écrit
portal-lost = le portail n'a pas répondu en entier : { $reason }
portal-lost-help = essayez de nouveau ; si cela persiste, dites-le à qui exploite le portail
portal-not-one = ce qui répond n'est pas un portail de ce contrat : { $reason }
portal-not-one-help = vérifiez l'adresse ; une page de connexion ou un mandataire s'interpose peut-être
portal-too-new = le portail dit une chose que cette version ne connaît pas : { $reason }
portal-too-new-help = mettez consigne à jour
portal-401 = le portail n'accepte pas le jeton ({ $reason })
portal-401-help = donnez dans CONSIGNE_TOKEN ou --token-file un jeton valide
portal-403 = le jeton n'a pas le droit de faire ceci ({ $reason })
portal-403-help = voyez son rôle et sa portée avec « consigne whoami »
portal-403-scope = le jeton permet de lire et non d'écrire ({ $reason })
portal-403-scope-help = utilisez un jeton dont la portée est « write »
portal-403-account = le jeton est celui d'un autre compte ({ $reason })
portal-403-account-help = voyez ses comptes avec « consigne whoami », et vérifiez « account » dans le fichier
portal-404 = le portail n'a rien à cet endroit ({ $reason })
portal-404-help = vérifiez « account » dans le fichier et l'adresse du portail
portal-refused = le portail refuse ({ $reason })
portal-refused-help = corrigez ce qu'il nomme, puis planifiez de nouveau
portal-fault = le portail embarqué ne fonctionne pas : { $reason }
portal-not-loopback = le portail embarqué n'écoute que sur cette machine, et non sur { $address }
token-made = le jeton de { $account } est dans { $path }
embedded-created = le portail embarqué ne connaissait pas { $account } et l'a créé comme un nouveau compte
embedded-serves = portail embarqué sur http://{ $address }, données dans .consigne/portal.db
embedded-reset = le portail embarqué est comme neuf
plan-saved = le plan est dans { $path }
plan-none = ce n'est pas un plan enregistré
plan-newer = une version plus récente de consigne a enregistré ce plan
plan-changed = le plan enregistré a été modifié après coup
plan-again = planifiez de nouveau
plan-other-file = { $path } n'est plus le fichier qui a été planifié
plan-no-file = { $path } n'est pas ici : le plan n'a pas été comparé avec lui
plan-other-portal = le plan est pour un autre portail : { $origin }
no-approval = personne n'est là pour approuver
no-approval-help = utilisez --auto-approve, --expect EMPREINTE ou --plan FICHIER
no-state-directory = il n'y a pas de place pour le journal ; donnez --state-dir
no-journal = plus rien n'a été écrit : échec ({ $reason })
digest-differs = ce n'est pas le plan qui a été revu : attendu { $wanted }, maintenant { $now }
consent-missing = rien n'a été appliqué : ajoutez { $flags }
ask-yes = Appliquer ceci à { $account } ? Seul « yes » ou « oui » l'applique.
nothing-applied = rien n'a été appliqué
stale = le portail a changé depuis que le plan a été fait ; rien n'a été appliqué
read-only-scope = le jeton permet de lire et non d'écrire ; rien n'a été appliqué
applied = { $count ->
    [one] { $account } : une écriture faite, relue, à jour
   *[other] { $account } : { $count } écritures faites, relues, à jour
}
not-settled = { $account } : tout a été écrit, mais une partie n'a pas tenu :
step-was-done = fait : { $path }
step-has-failed = échec : { $path }
step-is-unknown = inconnu : { $path }
step-was-not-tried = non tenté : { $path }
partial = appliqué en partie ; planifiez de nouveau pour voir ce qui reste, et appliquez-le
partial-stale = appliqué en partie, puis le portail avait changé (stale) ; planifiez de nouveau pour voir ce qui reste
bad-account = { $account } ne peut être le nom d'un compte
role-primary = administrateur principal
role-delegate = délégué
role-system = administrateur-système
role-company-administrator = administrateur-entreprise
role-company-delegate = délégué d'une entreprise
scope-read = peut lire
scope-write = peut lire et écrire
immutable-field = { $path } est { $found } sur le portail et ne peut être modifié ; le fichier dit { $wanted }
immutable-field-help = rétablissez « { $key }: { $found } », ou supprimez la ligne pour ne plus l'affirmer ; pour un autre compte, changez « account »
rename-ambiguous = « { $from } » et « { $to } » sont tous deux sur le portail
rename-ambiguous-help = retirez « renamedFrom » pour garder l'un et supprimer l'autre, ou supprimez-en d'abord un dans le portail
unknown-zone = le portail a un fuseau horaire que cette version ne connaît pas : { $zone }
export-file = Ce qui n'est pas nommé ici reste comme le portail l'a.
export-general = Informations générales. Le CAN est une garde : comparé, jamais écrit.
export-administrator = Le courriel est l'identifiant. « primary » est une garde : comparé, jamais écrit.
export-phone = Le téléphone est confidentiel et laissé de côté ; écrivez « phone » pour le gérer.
export-delegates = La liste complète des délégués ; [] les révoque tous.
export-telephony = Des gardes : comparées, jamais écrites.
export-chat = Le clavardage : son interrupteur, son fuseau, ses heures.
export-both = Ce que les deux langues ont en commun ; « fr » et « en » ajoutent aux listes et remplacent les éléments simples.
init-file = Donnez à « account » le nom de votre compte. Retirez le # de ce que vous voulez gérer.
init-written = { $path } est écrit ; ensuite : consigne validate { $path }
exists = { $path } existe déjà ; --force le remplace
export-unsayable = le portail contient une chose que le fichier ne peut dire
several-need-out-dir = plusieurs comptes demandent --out-dir
all-valid = { $count ->
    [one] un fichier est valide
   *[other] { $count } fichiers sont valides
}
too-many-files = il y a plus de fichiers qu'une exécution n'en lit ({ $limit })
too-many-files-help = nommer le seul répertoire des comptes, ou augmenter --max-files
duplicate-account = le compte { $account } a déjà un fichier : { $first }
duplicate-account-help = garder un seul fichier par compte
plan-not-saved = { $path } n'est pas écrit, car le plan d'un compte n'a pas pu être fait
plan-too-old = le plan enregistré est trop vieux (fait le { $made })
plan-empty = le plan enregistré n'a rien à appliquer
interrupted = interrompu; rien de plus n'a été écrit
not-read-back = { $account } : tout a été écrit, mais n'a pas pu être relu; refaire le plan
older-read-back = { $account } : tout a été écrit, mais le portail a répondu par un état plus ancien; refaire le plan
export-left-out = { $path } : le portail a ce qu'un fichier ne peut dire, donc cela reste tel quel.
export-schema = Les éditeurs complètent les clés quand le schéma est à côté de ce fichier : consigne schema > reseller.schema.json
