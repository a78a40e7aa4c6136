### Messages des commandes.

no-runtime = impossible de démarrer les fils d'exécution : { $reason }
no-yaml = aucun fichier *.yaml ou *.yml dans { $path }
link-outside = { $path } est un lien vers un endroit hors du répertoire
link-outside-help = nommez le fichier auquel il mène, ou passez `--follow-links`
link-nowhere = { $path } est un lien qui ne mène nulle part
directories-too-deep = { $path } est à plus de { $limit } répertoires de profondeur
output-lost = écriture de la sortie impossible : { $reason }
not-a-file = { $path } n'est pas un fichier
plan-among-paths = { $path } est un plan enregistré; utilisez-le avec `apply --plan` ou `show`
unreadable = { $path } : { $reason }
invalid-files-left-out = { $count ->
    [one] un fichier n'est pas valide et a été laissé de côté
   *[other] { $count } fichiers ne sont pas valides et ont été laissés de côté
}
invalid-files = { $count ->
    [one] un fichier n'est pas valide : rien n'a été fait
   *[other] { $count } fichiers ne sont pas valides : rien n'a été fait
}
no-portal = aucun portail indiqué
no-portal-help = passez `--portal URL` ou définissez `CONSIGNE_PORTAL`; pour essayer sans portail, passez `--portal embedded`
url-form = l'adresse du portail doit commencer par http:// ou https://
url-extra = l'adresse du portail ne doit contenir ni utilisateur, ni mot de passe, ni requête, ni fragment
url-not-loopback = http sans chiffrement est réservé à cet ordinateur; utilisez https
proxy-named = l'environnement définit un mandataire pour https : les requêtes au portail y passent, sauf si NO_PROXY exclut le portail
bad-token-file = { $path } : échec ({ $reason })
bad-token = la variable CONSIGNE_TOKEN ne contient pas de jeton
bad-token-help = donnez-lui le jeton seul, sans `Bearer`, ni espaces ni sauts de ligne
no-token-of-account = pas essayé, car il n'a pas de jeton
no-token-of-account-help = ajoutez une ligne avec le compte et son jeton au fichier de jetons, ou une ligne `* JETON`
token-line = { $place }:{ $line } : { $fault }
token-line-words = une ligne contient un compte et son jeton
token-line-account = le premier mot n'est ni le nom d'un compte ni `*`
token-line-token = le jeton a des caractères qu'aucun jeton n'a
token-line-again = la ligne { $first } vaut pour le même compte
token-line-help = écrivez un seul jeton, ou des lignes `COMPTE JETON`; `*` vaut pour tous les autres comptes
no-token = aucun jeton indiqué
no-token-help = définissez `CONSIGNE_TOKEN`, ou passez `--token-file FICHIER` avec le jeton sur une ligne
retry = { $request } : { $reason }; essai { $attempt } sur { $most } dans { $seconds } s
portal-unreachable = impossible de joindre le portail : { $reason }
portal-certificate-help = si votre organisation a émis le certificat du portail, passez son certificat racine avec `--ca-file FICHIER`
portal-unreachable-help = vérifiez l'adresse et le réseau
portal-lost = la réponse du portail était incomplète : { $reason }
portal-lost-help = essayez de nouveau; si le problème persiste, communiquez avec l'exploitant du portail
portal-not-one = le serveur à cette adresse ne suit pas le contrat de consigne : { $reason }
portal-not-one-help = vérifiez l'adresse; une page de connexion ou un mandataire répond peut-être à la place du portail
portal-too-new = cette version de consigne ne comprend pas la réponse du portail : { $reason }
portal-too-new-help = mettez consigne à jour
portal-401 = le portail a refusé le jeton ({ $reason })
portal-401-help = mettez un jeton valide dans `CONSIGNE_TOKEN` ou `--token-file`
portal-403 = le jeton ne permet pas cette opération ({ $reason })
portal-403-help = lancez `consigne whoami` pour voir son rôle et sa portée
portal-403-scope = le jeton permet de lire, mais pas d'écrire ({ $reason })
portal-403-scope-help = utilisez un jeton dont la portée est `write`
portal-403-account = le jeton est celui d'un autre compte ({ $reason })
portal-403-account-help = lancez `consigne whoami` pour voir ses comptes, et vérifiez `account` dans le fichier
portal-404 = le portail n'a rien trouvé à cette adresse ({ $reason })
portal-404-help = vérifiez `account` dans le fichier et l'adresse du portail
portal-refused = le portail a refusé la requête ({ $reason })
portal-refused-help = corrigez les paramètres qu'il nomme, puis refaites le plan
portal-fault = le portail embarqué a échoué : { $reason }
portal-not-loopback = le portail embarqué n'écoute que sur cet ordinateur, pas sur { $address }
portal-not-loopback-help = placez devant lui un mandataire avec TLS, et passez `--behind-proxy`, `--token-file` et `--host`
portal-without-tokens = `--behind-proxy` exige un fichier de jetons
portal-chaos = AVERTISSEMENT : `--chaos { $seed }` : ce portail se comporte mal exprès; réservez-le aux essais
portal-backed-up = base de données copiée dans { $path }
portal-fault-of-the-file-help = le fichier n'a pas été modifié; mettez à sa place une copie faite par `consigne portal backup` et supprimez ses fichiers -wal et -shm, ou nommez un autre fichier; pour `--portal embedded`, lancez `consigne portal reset` pour repartir à neuf
token-made = jeton de { $account } enregistré dans { $path }
embedded-created = le portail embarqué n'avait pas de compte { $account } et l'a créé
embedded-serves = portail embarqué sur http://{ $address }, données dans .consigne/portal.db
embedded-reset = le portail embarqué a été remis à neuf
plan-saved = plan enregistré dans { $path }
plan-none = ce fichier n'est pas un plan enregistré
plan-newer = une version de consigne avec un autre format de plans a enregistré ce plan
plan-unknown-finding = le plan enregistré contient un constat que cette version de consigne ne connaît pas : { $code }
plan-changed = le plan enregistré a été modifié après sa création
plan-again = refaites le plan
plan-other-file = { $path } a changé depuis la création du plan
plan-no-file = { $path } est introuvable : le plan n'a pas été comparé avec ce fichier
plan-spent = rien n'a été appliqué : le portail a déjà toutes les modifications de ce plan
plan-other-account = le plan est pour le compte { $planned }, mais le fichier est pour { $given }
digest-spent = rien à faire : le plan a déjà été appliqué, ou la même modification a été faite ailleurs
plan-other-portal = le plan est pour un autre portail : { $origin }
no-approval = aucun terminal où demander l'approbation
no-approval-help = passez `--auto-approve`, `--expect EMPREINTE` ou `--plan FICHIER`
no-state-directory = aucun répertoire pour le journal; passez `--state-dir RÉPERTOIRE`
no-journal = rien d'autre n'a été écrit : échec ({ $reason })
locked = rien n'a été écrit : une application de { $user } sur { $host } (processus { $process }) retient le compte depuis { $since }
locked-help = attendez qu'elle soit terminée; si elle n'existe plus, passez `--break-lock`
lock-broken = { $account } : le verrou de l'application de { $user } sur { $host } (processus { $process }, depuis { $since }) a été brisé
lock-lost = rien d'autre n'a été écrit : l'application de { $user } sur { $host } (processus { $process }, depuis { $since }) a pris le verrou du compte
digest-differs = ce n'est pas le plan qui a été examiné : attendu { $wanted }, obtenu { $now }
consent-missing = rien n'a été appliqué; pour donner votre consentement, ajoutez { $flags }
ask-yes = Appliquer ceci à { $account }? Tapez `yes` ou `oui` pour l'appliquer.
nothing-applied = rien n'a été appliqué
stale = le portail a changé depuis la création du plan; rien n'a été appliqué
ask-yes-all = Appliquer tout ceci à { $count } comptes? Tapez `yes` ou `oui` pour l'appliquer.
accounts-total = Comptes : { $parts }.
accounts-in-sync = { $count } à jour
accounts-with-changes = { $count } avec des changements
accounts-rehearsed = { $count ->
    [0] 0 répété
    [one] { $count } répété
   *[other] { $count } répétés
}
accounts-applied = { $count ->
    [0] 0 appliqué
    [one] { $count } appliqué
   *[other] { $count } appliqués
}
accounts-partly-applied = { $count ->
    [one] { $count } appliqué en partie
   *[other] { $count } appliqués en partie
}
accounts-refused = { $count ->
    [one] { $count } refusé
   *[other] { $count } refusés
}
accounts-stale = { $count ->
    [one] { $count } périmé
   *[other] { $count } périmés
}
accounts-failed = { $count } en échec
accounts-not-tried = { $count ->
    [one] { $count } non tenté
   *[other] { $count } non tentés
}
accounts-interrupted = { $count ->
    [one] { $count } interrompu
   *[other] { $count } interrompus
}
no-account-matches = aucun compte des fichiers ne correspond à `{ $pattern }`
accounts-there-are = { $more ->
    [0] les fichiers sont ceux de { $accounts }
    [1] les fichiers sont ceux de { $accounts } et 1 autre
   *[other] les fichiers sont ceux de { $accounts } et { $more } autres
}
progress-planning = Planification
progress-writing = Application
progress-line = { $phase } : { $ended } sur { $all ->
    [one] { $all } compte
   *[other] { $all } comptes
} terminés; en cours : { $accounts }
progress-left = ; il reste environ { $seconds } s
accounts-none-written = rien n'a été appliqué aux autres comptes; pour appliquer ceux qui sont prêts, passez `--keep-going`
answer-not-yes = rien n'a été appliqué : la réponse n'était ni `yes` ni `oui`
read-only-scope = le jeton permet de lire, mais pas d'écrire; rien n'a été appliqué
earlier-settled = { $account } : la dernière écriture de l'application commencée à { $at } ({ $paths }) est restée sans réponse; elle est arrivée, ou ne peut plus arriver
earlier-open = { $account } : la dernière écriture de l'application commencée à { $at } ({ $paths }) est restée sans réponse et peut encore arriver; relancez `consigne plan` plus tard
applied = { $account } : { $changes ->
    [one] { $changes } modification appliquée
   *[other] { $changes } modifications appliquées
} en { $count ->
    [one] { $count } écriture
   *[other] { $count } écritures
}, { $changes ->
    [one] relue
   *[other] relues
}, à jour
not-settled = { $account } : toutes les écritures ont réussi, mais des paramètres n'ont pas pris effet :
not-as-planned = pas comme prévu : { $path }
step-was-done = fait : { $path }
rehearsal-refused = { $account } : la copie refuse { $path }
copy-unlike = la copie du compte diffère de lui dans { $paths }; un portail qui a d'autres règles ne peut être répété ici
copy-refused = { $account } ne peut être copié : ce que contient le portail enfreint une règle de la page d'aide
step-has-failed = échec : { $path }
step-is-unknown = inconnu : { $path } (aucune réponse ne la confirme : le portail l'a peut-être enregistrée, ou elle peut encore arriver)
step-was-not-tried = non tenté : { $path }
partial = appliqué en partie; refaites le plan pour voir ce qui reste, puis appliquez-le
partial-stale = appliqué en partie, puis le portail avait changé (périmé); refaites le plan pour voir ce qui reste
bad-account = { $account } n'est pas un nom de compte valide
history-run = { $run } : { $outcome }, { $done ->
    [one] { $done } écriture
   *[other] { $done } écritures
}{ $unknown ->
    [0] { "" }
   *[other] , dont { $unknown } d'issue inconnue
}; { $user } sur { $host }; empreinte { $digest }
history-commit = ; commit { $commit }
history-applied = appliquée
history-partly-applied = appliquée en partie
history-interrupted = interrompue
history-nothing-written = rien d'écrit
history-unfinished = inachevée
history-empty = aucune exécution n'est gardée dans { $path }
history-damaged = ce n'est pas le journal d'une exécution : { $path }
no-run = aucune exécution ne s'appelle { $run }
no-run-help = les dernières exécutions sont { $runs }; `consigne history` les énumère toutes
undo-nothing = { $run } n'a rien écrit : il n'y a rien à annuler
undo-other-portal = { $run } a écrit sur un autre portail : { $origin }
undo-changed = { $file } a changé depuis l'exécution; pour rétablir son contenu malgré tout, planifiez ce fichier
undo-invalid = le compte d'avant contient un paramètre qu'aucun fichier ne peut exprimer ({ $path }); rétablissez-le sur le portail, ou corrigez { $file } et planifiez ce fichier
undo-unknown = l'exécution a écrit un paramètre que cette version de consigne ne connaît pas : { $path }
status-token = jeton
status-primary = admin. principal
status-person = { $user } { $name }
status-can = CAN
status-spid = SPID
status-pbx = système téléphonique
status-provider = fournisseur
status-software = logiciel du clavardage
status-deployed = déployé
status-not-deployed = non déployé
status-chat = clavardage
status-opens = { $now }; ouvre { $at }
status-closes = { $now }; ferme { $at }
exported-total = Comptes : { $exported } exportés, { $failed } en échec.
status-now-french = en français maintenant
status-now-english = en anglais maintenant
role-primary = administrateur principal
role-delegate = délégué
role-system = administrateur-système
role-company-administrator = administrateur-entreprise
role-company-delegate = délégué d'une entreprise
scope-read = peut lire
scope-write = peut lire et écrire
immutable-field = { $path } est { $found } sur le portail et ne peut être modifié; le fichier dit { $wanted }
immutable-field-help = rétablissez `{ $key }: { $found }`, ou supprimez la ligne pour ne plus affirmer cette valeur; pour gérer un autre compte, changez `account`
rename-ambiguous = « { $from } » et « { $to } » existent tous deux sur le portail
rename-ambiguous-help = retirez `renamedFrom` pour garder l'un et supprimer l'autre, ou supprimez-en d'abord un dans le portail
unknown-zone = cette version de consigne ne connaît pas le fuseau horaire { $zone } du portail
export-file = Les paramètres absents de ce fichier gardent leur valeur sur le portail.
export-general = Informations générales. Le CAN est un garde-fou : comparé, jamais écrit.
export-administrator = Le courriel est l'identifiant. `primary` est un garde-fou : comparé, jamais écrit.
export-phone = Le numéro de téléphone est confidentiel et n'est pas exporté; ajoutez `phone` pour le gérer.
export-delegates = La liste complète des délégués; [] les révoque tous.
export-telephony = Des garde-fous : comparés, jamais écrits.
export-chat = Le clavardage : son interrupteur, son fuseau, ses heures.
export-both = Commun aux deux langues; `fr` et `en` ajoutent aux listes et remplacent les éléments simples.
init-file = Donnez à `account` le nom de votre compte. Retirez le # des paramètres à gérer.
init-written = { $path } est créé; ensuite, lancez : consigne validate { $path }
exists = { $path } existe déjà; passez `--force` pour le remplacer
export-unsayable = le portail a un paramètre qu'un fichier ne peut exprimer
several-need-out-dir = l'exportation de plusieurs comptes exige `--out-dir`
all-valid = { $count ->
    [one] un fichier est valide
   *[other] { $count } fichiers sont valides
}
too-many-files = plus de { $limit } fichiers, la limite d'une exécution
too-many-files-help = ne nommez que le répertoire des comptes, ou augmentez `--max-files`
duplicate-account = le compte { $account } a déjà un fichier : { $first }
duplicate-account-help = gardez un seul fichier par compte
man-exit-status = CODES DE SORTIE
man-exit-done = Réussite : appliqué, rien à faire, ou un plan a été fait.
man-exit-failed = Échec : un fichier n'est pas valide, le portail est injoignable ou l'accès a été refusé.
man-exit-pending = Des modifications sont en attente.
man-exit-refused = Refusé : une permission, une condition ou un consentement manque, ou une règle interdit la modification; rien n'a été écrit.
man-exit-stale = Périmé : le portail a changé depuis la création du plan; rien n'a été écrit.
man-exit-partial = Appliqué en partie.
man-exit-usage = Mauvaise utilisation.
man-exit-interrupted = Interrompu.
man-environment = ENVIRONNEMENT
man-variable = Tient lieu de { $option }; l'option a priorité.
man-examples = EXEMPLES
plan-not-saved = { $path } n'a pas été écrit : le plan d'au moins un compte n'a pas pu être fait
plan-too-old = le plan enregistré est trop vieux (fait le { $made })
plan-empty = le plan enregistré n'a aucune modification à appliquer
interrupted = interrompu; rien d'autre n'a été écrit
not-read-back = { $account } : tout a été écrit, mais n'a pas pu être relu; refaites le plan
older-read-back = { $account } : tout a été écrit, mais le portail a renvoyé un état plus ancien; refaites le plan
export-left-out = { $path } : un fichier ne peut exprimer ce paramètre; le portail garde sa valeur.
export-schema = Pour que votre éditeur complète les clés, mettez le schéma à côté de ce fichier : consigne schema --lang fr > reseller.schema.json
no-database = aucune base de données indiquée
no-database-help = passez `--database FICHIER` ou définissez `CONSIGNE_DATABASE`
portal-in-use = un autre portail sert cette base de données
portal-in-use-help = arrêtez-le d'abord, ou utilisez une autre base de données; `portal admin` et `portal backup` fonctionnent aussi pendant qu'il sert
token-file-shared = d'autres peuvent écrire dans le fichier de jetons { $path }
token-file-shared-help = lancez `chmod go-w { $path }` après avoir vérifié ses lignes
no-such-database = base de données { $path } introuvable
token-created = jeton { $id } créé; il n'est montré que cette fois
token-revoked = le jeton { $id } a été révoqué
admin-account-created = compte { $account } créé
admin-deployed = le logiciel de clavardage de { $account } est déployé
admin-undeployed = le logiciel de clavardage de { $account } n'est plus déployé, et son clavardage est désactivé
admin-telephony-set = système téléphonique et fournisseur de { $account } définis
admin-primary-set = administrateur principal de { $account } défini
admin-password-set = mot de passe de { $account } défini; ses sessions sont fermées
admin-candidate-added = candidat de { $account } ajouté à la liste
admin-candidate-removed = candidat de { $account } retiré de la liste
password-file-shared = d'autres utilisateurs peuvent lire ou modifier { $path }
password-file-shared-help = exécutez `chmod 600` sur ce fichier, et changez le mot de passe si quelqu'un a pu le voir
password-file-form = { $count ->
    [one] { $path } doit contenir exactement une ligne
   *[other] { $path } doit contenir exactement { $count } lignes : l'ancien mot de passe et le nouveau
}
passwords-differ = les deux saisies du nouveau mot de passe diffèrent; rien n'a été changé
ask-current-password = Ancien mot de passe :
ask-new-password = Nouveau mot de passe :
ask-new-password-again = Nouveau mot de passe (confirmation) :
no-terminal = aucun terminal où demander un mot de passe
no-terminal-help = passez `--password-file FICHIER`
no-password-read = impossible de lire un mot de passe
password-changed = mot de passe de { $account } changé; les sessions ouvertes avec l'ancien sont fermées
password-which-account = aucun compte indiqué; passez `--account NOM`
password-rule = il manque au nouveau mot de passe : { $lacking }; rien n'a été envoyé
password-lacks-length = au moins 8 lettres ou chiffres
password-lacks-brevity = au plus 128 caractères
password-lacks-upper-case = une lettre majuscule
password-lacks-digit = un chiffre
password-lacks-special = un caractère spécial (ni lettre, ni chiffre, ni espace)
password-wrong-current = l'ancien mot de passe est incorrect; rien n'a été changé
password-refused = le portail a refusé le nouveau mot de passe ({ $reason }); rien n'a été changé
password-unknown = la réponse du portail était incomplète : le mot de passe a peut-être été changé
password-unknown-help = ouvrez une session avec le nouveau mot de passe, ou relancez cette commande
watch-no-directory = { $path } n'est pas un répertoire
watch-unwatched = impossible de surveiller { $path } : échec ({ $reason })
watch-begins = surveillance de { $path }; rien n'est écrit sans `--apply`
watch-begins-applying = surveillance de { $path }; les fichiers modifiés sont appliqués
watch-begins-enforcing = surveillance de { $path }; les fichiers modifiés sont appliqués, et les modifications faites sur le portail sont annulées
watch-hangup = SIGHUP; tous les plans sont refaits
watch-undoes = { $account } : le portail diffère de { $path } depuis { $since }; annulation de { $paths }
watch-undoes-later = { $account } : pas annulé avant { $grace }
watch-portal-away = prochaine tentative dans { $pause }
watch-cut-short = l'écriture en cours ne s'est pas terminée à temps; la prochaine exécution en établit l'issue
watch-listens = à l'écoute sur http://{ $address }
watch-unbound = impossible d'écouter sur { $address } : { $reason }
watch-state = État
watch-last = Dernier changement
watch-file = Fichier
watch-state-in-sync = conforme
watch-state-differs = diffère
watch-state-applied = appliqué
watch-state-refused = refusé
watch-state-failed = en échec
watch-command-failed = la commande de `--on-change` a échoué : { $command }
watch-command-unrun = la commande de `--on-change` n'a pas pu être lancée : { $command } ({ $reason })
watch-command-slow = la commande de `--on-change` a duré plus de 30 s et a été arrêtée : { $command }
watch-stopped = arrêté
watch-lost = des événements de fichiers ont peut-être été manqués ({ $reason }); tout est relu
watch-restless = { $path } est encore en cours d'écriture; en attente
watch-gone = { $path } a été supprimé; rien n'est supprimé sur le portail
watch-left-alone = { $path } n'est pas utilisable et est ignoré jusqu'à sa correction
watch-same-account = le compte { $account } est à la fois dans { $first } et dans { $second }; les deux sont ignorés
watch-in-sync = { $account } : à jour
watch-only-shown = { $account } : non appliqué, parce que { $path } n'a pas changé; lancez `consigne apply` pour l'appliquer
watch-failed = { $account } : { $reason }
watch-help = { $what }; { $help }
watch-planned = plans faits : { $count } sur { $all }; à jour : { $insync }, appliqués : { $applied }, avec modifications : { $ready }, refusés : { $refused }; fichiers ignorés : { $aside }
watch-stopping = arrêt après l'écriture en cours
policy-exceeded = le plan a { $code } : { $message }
policy-exceeded-help = corrigez-le, ou omettez `--strict` et `--deny`
portal-lacks-language = le portail n'offre pas le clavardage dans les deux langues de la page d'aide : { $reason }
portal-lacks-language-help = communiquez avec l'administrateur-système
one-language = seuls le Markdown et le HTML peuvent être écrits en deux langues
one-language-help = choisissez une seule langue avec `--lang`, ou passez `--format markdown` ou `--format html`
no-step-summary = aucun fichier pour le résumé de cette étape
no-step-summary-help = l'exécuteur de GitHub définit `GITHUB_STEP_SUMMARY`; ailleurs, omettez `--step-summary`
no-such-command = aucune commande { $name }

### Raisons pour lesquelles une valeur de la ligne de commande est refusée.

wrong-language = valeur attendue : fr ou en
wrong-instant = valeur attendue : un instant RFC 3339, par exemple 2026-11-25T12:00:00Z
wrong-digest = valeur attendue : 64 chiffres hexadécimaux en minuscules, comme à la dernière ligne d'un plan
wrong-between = valeur attendue : de { $least } à { $most }
wrong-pattern = ce n'est pas un modèle de nom; valeur attendue : par exemple `boreal` ou `boreal*`
wrong-parallelism = valeur attendue : un nombre entier de 1 à 256
wrong-shard = valeur attendue : une part et le nombre de parts, de 1/N à N/N, comme `2/4`
wrong-ignored = valeur attendue : un paramètre, une liste ou une section, comme `general.spid`, ou avec son dernier jour, comme `general.spid@2027-01-15`
adopt-no-file = { $path } n'est pas un fichier où l'on peut écrire
adopt-changed = { $path } a changé pendant l'exécution; rien n'a été écrit
adopt-unwritable = le fichier ne peut pas dire ce que le portail contient : { $paths }
adopt-note = { $path } : { $note }
adopt-written = { $path } écrit; le plan est vide
adopt-split = { $path } diffère maintenant d'une langue à l'autre; { $language } a sa propre entrée
adopt-unshared = la ligne { $line } répétait une valeur qui a changé; elle a maintenant sa propre valeur
adopt-written-out = le portail a d'autres événements que le calendrier { $calendar }; ils sont écrits un par un
wrong-check = cette vérification n'existe pas; le rapport les nomme toutes
wrong-code-near = ce code n'existe pas; vouliez-vous dire { $near }?
wrong-code = ce code n'existe pas; docs/findings.fr.md les énumère
wrong-allowed-error = une erreur ne peut être permise
wrong-revision = valeur attendue : une révision, par exemple main, HEAD~1 ou un commit
wrong-moment = valeur attendue : un instant tel que 2026-12-24T14:00:00-05:00, ou une heure telle que 2026-12-24T14:00
wrong-date = valeur attendue : une date de 2000-01-01 à 2101-01-01, par exemple 2026-12-24
wrong-role = valeur attendue : primary, delegate:CODE ou system
wrong-person = valeur attendue : CODE:NOM
wrong-dates = valeur attendue : deux dates, par exemple 2026-12-24..2027-01-04
wrong-dates-date = la date « { $written } » n'existe pas; valeur attendue : deux dates, par exemple 2026-12-24..2027-01-04
wrong-dates-order = { $to } n'est pas après { $from }; la seconde date est exclue
wrong-dates-many = valeur attendue : dix ans au plus
wrong-calendar = ce calendrier n'existe pas
export-too-large = le fichier de { $account } aurait { $bytes } octets, plus que les { $limit } que consigne lit; le compte a { $events } événements spéciaux
export-too-large-help = supprimez du portail des événements passés, ou passez `--force` pour écrire le fichier quand même
portal-pages = pages pour les personnes : http://{ $address }/
portal-open = ouvrez { $url } pour une session d'administrateur principal de { $account }; le lien sert une seule fois, dans la minute
portal-open-none = le portail embarqué n'a pas encore de compte; `consigne plan FICHIER --portal embedded` en crée un
portal-open-which = le portail embarqué a plusieurs comptes : { $accounts }; choisissez-en un avec --account
