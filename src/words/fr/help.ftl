### L'aide de la ligne de commande.
###
### Une entrée porte le chemin d'une commande et le nom d'un argument (`plan-window`), ou `shared-` et le nom d'un
### argument commun à plusieurs commandes. Le commentaire au-dessus est l'anglais qu'elle traduit; un test les compare.

## Commandes et leurs arguments

# Manage reseller accounts of the Evatel web portal as YAML files in Git
consigne = Gérer les comptes de revendeur du portail Web d'Evatel en fichiers YAML dans Git
# Set the language of all output for people; Markdown and HTML also accept `fr,en`
consigne-lang = Choisir la langue de tout ce qui s'adresse aux personnes; Markdown et HTML acceptent aussi `fr,en`
# Show no progress
consigne-quiet = N'afficher aucune progression
# Allow core dumps and debuggers, which can see tokens and passwords
consigne-allow-core-dumps = Permettre les vidages mémoire et les débogueurs, qui peuvent voir les jetons et les mots de passe
# Override the current time (not used for the age of a plan)
consigne-now = Remplacer l'heure actuelle (ne sert pas à l'âge d'un plan)
# Check files without contacting a portal, and report every finding with its line
validate = Vérifier des fichiers sans joindre de portail, et signaler chaque constat avec sa ligne
# Show what would change, without writing to the portal
plan = Montrer ce qui changerait, sans rien écrire dans le portail
# Carry plans out on a copy of the accounts in memory, without writing to the portal
rehearse = Exécuter des plans sur une copie des comptes en mémoire, sans rien écrire dans le portail
# Show a saved plan
show = Montrer un plan enregistré
# Saved plan to show
show-file = Plan enregistré à montrer
# Show what a new version of the files would change, without contacting a portal
review = Montrer ce qu'une nouvelle version des fichiers changerait, sans joindre de portail
# Old and new file or directory; with `--base`, files or directories to compare with that revision
review-paths = Ancien et nouveau fichier ou répertoire; avec `--base`, fichiers ou répertoires à comparer à cette révision
# Take the old side of each PATH from this revision of its Git repository
review-base = Prendre l'ancien côté de chaque PATH dans cette révision de son dépôt Git
# Give this consent; may be repeated. Only account-change has an effect here
review-allow = Donner ce consentement; peut être répété. Seul account-change a un effet ici
# Apply the files to the portal
apply = Appliquer les fichiers au portail
# Apply a saved plan; a PATH given as well must be the file that it was made from
apply-plan = Appliquer un plan enregistré; un PATH donné en plus doit être le fichier dont il a été fait
# Refuse a saved plan older than this, such as 30min or 2h
apply-max-age = Refuser un plan enregistré plus vieux que cette durée, par exemple 30min ou 2h
# Apply without asking for approval
apply-auto-approve = Appliquer sans demander d'approbation
# Ask about each account by itself instead of once about all of them
apply-each = Demander pour chaque compte séparément, plutôt qu'une fois pour tous
# Apply the accounts that are ready, even if others are invalid or refused
apply-keep-going = Appliquer les comptes qui sont prêts, même si d'autres sont invalides ou refusés
# Apply only a plan with this digest, or all plans of a run with this digest; may be repeated
apply-expect = N'appliquer qu'un plan de cette empreinte, ou tous ceux d'une exécution de cette empreinte; peut être répété
# Report whether the portal still matches the files, without writing to it
drift = Signaler si le portail correspond toujours aux fichiers, sans rien y écrire
# Leave differences of this setting or section out, until the end of a day: general.spid@2027-01-15; may be repeated
drift-ignore = Laisser de côté les écarts de ce paramètre ou de cette section, jusqu'à la fin d'un jour : general.spid@2027-01-15; peut être répété
# Show, as a unified diff, the files with the portal's values; comments, order and quotes stay
drift-adopt = Montrer, en diff unifié, les fichiers avec les valeurs du portail; commentaires, ordre et guillemets restent
# Write the files that `--adopt` shows
drift-write = Écrire les fichiers que `--adopt` montre
# Watch a directory and re-plan whatever a change affects
watch = Surveiller un répertoire et refaire le plan de ce qu'une modification touche
# Directory with *.yaml and *.yml files below it
watch-directory = Répertoire qui contient des fichiers *.yaml et *.yml
# Apply changed files; without this option, nothing is written. `enforce` also undoes changes made on the portal
watch-apply = Appliquer les fichiers modifiés; sans cette option, rien n'est écrit. `enforce` annule aussi les modifications faites sur le portail
# Changed files
watch-apply-files = Les fichiers modifiés
# Changed files, and what the files say where the portal was changed
watch-apply-enforce = Les fichiers modifiés, et ce que disent les fichiers là où le portail a été modifié
# With `--apply=enforce`, leave a change on the portal alone for this long
watch-grace = Avec `--apply=enforce`, laisser en paix une modification du portail pendant cette durée
# Serve /healthz, /readyz, /metrics and a page with the state of every account at this address
watch-listen = Servir /healthz, /readyz, /metrics et une page avec l'état de chaque compte à cette adresse
# Run this command, with the event as JSON on its standard input, for each account whose state changes
watch-on-change = Lancer cette commande, avec l'événement en JSON sur son entrée standard, pour chaque compte dont l'état change
# Format of the result on standard output; json writes a line for each account whose state changes
watch-format = Format du résultat sur la sortie standard; json écrit une ligne pour chaque compte dont l'état change
# Look at the files every two seconds instead of waiting for events, which network mounts do not send
watch-poll = Regarder les fichiers toutes les deux secondes plutôt que d'attendre des événements, que les montages réseau n'envoient pas
# Re-plan everything at this interval to detect drift: 30s, 5m, 1h, or off
watch-interval = Refaire tous les plans à cet intervalle pour déceler les écarts : 30s, 5m, 1h, ou off
# Wait until a file has not changed for this long
watch-debounce = Attendre qu'un fichier n'ait pas changé pendant cette durée
# Export an account from the portal to a file
export = Exporter un compte du portail dans un fichier
# Export every account that the token gives access to
export-all = Exporter tous les comptes auxquels le jeton donne accès
# Accounts to export
export-accounts = Comptes à exporter
# Include the confidential phone number
export-with-confidential = Inclure le numéro de téléphone confidentiel
# Write ACCOUNT.yaml into this directory instead of to standard output
export-out-dir = Écrire ACCOUNT.yaml dans ce répertoire plutôt que sur la sortie standard
# Replace existing files
export-force = Remplacer les fichiers existants
# Create a first file
init = Créer un premier fichier
# File to create; by default reseller.yaml
init-path = Fichier à créer; par défaut, reseller.yaml
# Start from the settings that this account has on the portal
init-from-portal = Partir des paramètres que ce compte a sur le portail
# Replace an existing file
init-force = Remplacer un fichier existant
# Show the week as customers see it, and why chat is open or closed at an instant
hours = Montrer la semaine telle que la clientèle la voit, et pourquoi le clavardage est ouvert ou fermé à un instant
# File, directory with *.yaml and *.yml files below it, or `-` for standard input; with `--from-portal` also the name of an account
hours-paths = Fichier, répertoire qui contient des fichiers *.yaml et *.yml, ou `-` pour l'entrée standard; avec `--from-portal`, aussi le nom d'un compte
# Show whether chat is open at this instant: RFC 3339, or a time without offset in the account's zone. May be repeated
hours-at = Montrer si le clavardage est ouvert à cet instant : RFC 3339, ou une heure sans décalage dans le fuseau du compte. Peut être répété
# Show all schedules in effect and which of them decides
hours-explain = Montrer tous les horaires en vigueur et lequel décide
# List all open intervals from the beginning of this date on
hours-from = Énumérer tous les intervalles ouverts à partir du début de cette date
# List open intervals up to the beginning of this date
hours-to = Énumérer les intervalles ouverts jusqu'au début de cette date
# Show exceptions for this many weeks
hours-weeks = Montrer les exceptions de ce nombre de semaines
# Show only the hours for customers in this language
hours-customers = Ne montrer que les heures de la clientèle de cette langue
# Draw with ASCII characters only
hours-ascii = Dessiner en caractères ASCII seulement
# Read the hours from the portal instead of a file
hours-from-portal = Lire les heures du portail plutôt que d'un fichier
# List the holidays of this calendar and exit
hours-holidays = Énumérer les jours fériés de ce calendrier et terminer
# Years to list, separated by commas; by default this year
hours-years = Années à énumérer, séparées par des virgules; par défaut, cette année
# iCalendar, for calendar programs
hours-format-ics = iCalendar, pour les programmes d'agenda
# Values of `opening_hours`, for OpenStreetMap
hours-format-osm = Valeurs d'`opening_hours`, pour OpenStreetMap
# JSON-LD, for a page of a website
hours-format-schema-org = JSON-LD, pour une page d'un site Web
# Standalone page
hours-format-html = Page autonome
# Show whose token it is and which accounts it can access
whoami = Montrer à qui est le jeton et à quels comptes il donne accès
# List the runs that wrote to accounts, as this machine remembers them
history = Énumérer les exécutions qui ont écrit dans des comptes, telles que cette machine les garde
# Account whose runs are listed; by default, those of all accounts
history-account = Compte dont les exécutions sont énumérées; par défaut, celles de tous les comptes
# Show what accounts are on the portal: primary administrator, CAN, SPID, PBX, provider, chat
status = Montrer ce que des comptes sont sur le portail : administrateur principal, CAN, SPID, PBX, fournisseur, clavardage
# Accounts to show; by default, every account that the token gives access to
status-accounts = Comptes à montrer; par défaut, tous ceux auxquels le jeton donne accès
# List the users who may become delegates of an account
candidates = Énumérer les utilisateurs qui peuvent devenir délégués d'un compte
# Change the administrator's password; requires the old one, and shows or stores neither
password = Changer le mot de passe de l'administrateur; exige l'ancien, et n'affiche ni ne garde aucun des deux
# File of the account
password-path = Fichier du compte
# Account name; required if the token gives access to several accounts
password-account = Nom du compte; nécessaire si le jeton donne accès à plusieurs comptes
# Read the old and the new password from two lines of this file, which must be readable by you only
password-password-file = Lire l'ancien et le nouveau mot de passe aux deux lignes de ce fichier, que vous seul devez pouvoir lire
# Run and administer the embedded portal
portal = Exploiter et administrer le portail embarqué
# Serve the portal until interrupted
portal-serve = Servir le portail jusqu'à une interruption
# Listen on this address and port; 0 picks a free port
portal-serve-listen = Écouter à cette adresse et à ce port; 0 choisit un port libre
# Database file; created if it does not exist
portal-serve-database = Fichier de la base de données; créé s'il n'existe pas
# Create the accounts of this file in a new database
portal-serve-seed = Créer les comptes de ce fichier dans une nouvelle base de données
# Accept the tokens of this file; each line is `ROLE ACCOUNT SCOPE TOKEN`
portal-serve-token-file = Accepter les jetons de ce fichier; chaque ligne est `ROLE ACCOUNT SCOPE TOKEN`
# Allow addresses other than loopback, because a proxy in front handles TLS; requires a token file
portal-serve-behind-proxy = Permettre des adresses autres que la boucle locale, parce qu'un mandataire placé devant se charge de TLS; exige un fichier de jetons
# Accept this name in the `Host` header that the proxy passes on; may be repeated
portal-serve-host = Accepter ce nom dans l'en-tête `Host` que le mandataire transmet; peut être répété
# Format of the log on standard error
portal-serve-log = Format du journal sur l'erreur standard
# Misbehave for tests, with delays, refusals and dropped connections; a seed always gives the same sequence
portal-serve-chaos = Se comporter mal pour des essais, avec des délais, des refus et des connexions coupées; une graine donne toujours la même suite
# Copy the database to one file, even while the portal is serving it
portal-backup = Copier la base de données dans un seul fichier, même pendant que le portail la sert
# File to write the copy to; an existing file is replaced
portal-backup-file = Fichier où écrire la copie; un fichier existant est remplacé
# Database file
portal-backup-database = Fichier de la base de données
# Delete all data of `--portal embedded` in this directory
portal-reset = Supprimer toutes les données de `--portal embedded` dans ce répertoire
# Manage tokens of people and programs
portal-token = Gérer les jetons des personnes et des programmes
# Create a token and print it once, on standard output
portal-token-create = Créer un jeton et l'afficher une seule fois, sur la sortie standard
# Role: primary, delegate:USER or system
portal-token-create-role = Rôle : primary, delegate:CODE ou system
# Account name; omit it for a system token, which applies to all accounts
portal-token-create-account = Nom du compte; à omettre pour un jeton du système, qui vaut pour tous les comptes
# Access that the token gives
portal-token-create-scope = Accès que donne le jeton
# Note that identifies the token in the list
portal-token-create-name = Note qui distingue le jeton dans la liste
# List all tokens (ids only; secrets are never shown)
portal-token-list = Énumérer tous les jetons (numéros seulement; les secrets ne sont jamais montrés)
# Revoke a token
portal-token-revoke = Révoquer un jeton
# Id of the token, as shown by `list`
portal-token-revoke-id = Numéro du jeton, tel que le montre `list`
# Do what only the system administrator can do
portal-admin = Faire ce que seul peut faire l'administrateur-système
# Create an account with the settings of every new account; its chat is off
portal-admin-create-account = Créer un compte avec les paramètres de tout nouveau compte; son clavardage est désactivé
# Billing code; assigned automatically if omitted
portal-admin-create-account-can = Code de facturation; attribué automatiquement s'il est omis
# E-mail address of the administrator, which is the login
portal-admin-create-account-email = Courriel de l'administrateur, qui est l'identifiant
# User code and name of the primary administrator
portal-admin-create-account-primary = Code d'utilisateur et nom de l'administrateur principal
# Record that the chat software is deployed, so that chat can be enabled
portal-admin-deploy = Indiquer que le logiciel de clavardage est déployé, pour que le clavardage puisse être activé
# Record that the chat software is no longer deployed, and switch chat off
portal-admin-undeploy = Indiquer que le logiciel de clavardage n'est plus déployé, et désactiver le clavardage
# Set the telephone system and the provider
portal-admin-set-telephony = Définir le système téléphonique et le fournisseur
# Telephone system (PBX)
portal-admin-set-telephony-pbx = Système téléphonique (PBX)
# Telephone service provider
portal-admin-set-telephony-provider = Fournisseur de service téléphonique
# Make another user the primary administrator
portal-admin-set-primary = Faire d'un autre utilisateur l'administrateur principal
# User code and name of the new primary administrator
portal-admin-set-primary-primary = Code d'utilisateur et nom du nouvel administrateur principal
# Set the administrator's or a delegate's password; prompts for it without showing it
portal-admin-set-password = Définir le mot de passe de l'administrateur ou d'un délégué; le demande sans l'afficher
# User code of a delegate, who then logs in to the pages with --email
portal-admin-set-password-user = Code d'utilisateur d'un délégué, qui ouvre ensuite les pages avec --email
# E-mail address of the delegate, which is the login
portal-admin-set-password-email = Adresse courriel du délégué, qui est son identifiant
# Read the password from the single line of this file, which must be readable by you only
portal-admin-set-password-password-file = Lire le mot de passe à l'unique ligne de ce fichier, que vous seul devez pouvoir lire
# Manage the users who may become delegates
portal-admin-candidate = Gérer les utilisateurs qui peuvent devenir délégués
# Add a candidate or change an existing one
portal-admin-candidate-add = Ajouter un candidat ou en modifier un existant
# User code and name of the candidate
portal-admin-candidate-add-person = Code d'utilisateur et nom du candidat
# Name of the company
portal-admin-candidate-add-company = Nom de l'entreprise
# Role in the company
portal-admin-candidate-add-role = Rôle dans l'entreprise
# Remove a candidate, and revoke their delegation
portal-admin-candidate-remove = Retirer un candidat, et révoquer sa délégation
# User code
portal-admin-candidate-remove-user = Code d'utilisateur
# List all candidates of an account
portal-admin-candidate-list = Énumérer tous les candidats d'un compte
# Show who did what and when
portal-audit = Montrer qui a fait quoi et quand
# Show only actions on this account
portal-audit-account = Ne montrer que les actions sur ce compte
# Show only actions from this instant on, such as 2026-11-25T12:00:00Z
portal-audit-since = Ne montrer que les actions à partir de cet instant, par exemple 2026-11-25T12:00:00Z
# Follow a symbolic link of the seed out of its directory
portal-serve-follow-links = Suivre un lien symbolique des données initiales hors de son répertoire
# Test whether a portal follows the contract; writes to a disposable account
portal-conformance = Vérifier si un portail suit le contrat; écrit dans un compte jetable
# Address of the portal
portal-conformance-portal = Adresse du portail
# Account to write to; it is restored afterwards
portal-conformance-account = Compte dans lequel écrire; il est ensuite remis en état
# Read a token for each role from this file; each line is `ROLE ACCOUNT SCOPE TOKEN`
portal-conformance-token-file = Lire dans ce fichier un jeton par rôle; chaque ligne est `ROLE ACCOUNT SCOPE TOKEN`
# Confirm that the account is disposable and may be modified
portal-conformance-disposable = Confirmer que le compte est jetable et peut être modifié
# Run only this check; may be repeated
portal-conformance-only = Ne faire que cette vérification; peut être répété
# Print the contract as an OpenAPI 3.1 document
portal-openapi = Afficher le contrat en document OpenAPI 3.1
# Print the JSON Schema of a file, for editors
schema = Afficher le schéma JSON d'un fichier, pour les éditeurs
# Kind of file
schema-of = Type de fichier
# Explain a key of the file, with the text of the portal's help page
explain = Expliquer une clé du fichier, avec le texte de la page d'aide du portail
# Path such as general.can, last key such as can, topic, or finding such as L04; by default, lists all keys and topics
explain-field = Chemin tel que general.can, dernière clé telle que can, sujet, ou constat tel que L04; par défaut, énumère toutes les clés et tous les sujets
# Print a page for the program `man`
man = Afficher une page pour le programme `man`
# Command, such as `plan` or `portal serve`; by default, the whole program
man-command = Commande, par exemple `plan` ou `portal serve`; par défaut, tout le programme
# Write the pages of all commands into this directory
man-out-dir = Écrire les pages de toutes les commandes dans ce répertoire
# Print completions for a shell
completions = Afficher les complétions pour un interpréteur de commandes
# Shell to complete for
completions-shell = Interpréteur de commandes

## Arguments communs à plusieurs commandes

# Account name
shared-account = Nom du compte
# Give this consent; may be repeated
shared-allow = Donner ce consentement; peut être répété
# Ignore findings with this code; errors cannot be ignored. May be repeated
shared-allow-code = Ignorer les constats de ce code; une erreur ne peut être ignorée. Peut être répété
# Trust an additional root certificate, in PEM format
shared-ca-file = Accepter un certificat racine de plus, en format PEM
# Database file of the portal, which may be serving it
shared-database = Fichier de la base de données du portail, qui peut être en train de la servir
# End the run after this time, whatever the portal does; 0s for never. `watch` has no end
shared-deadline = Terminer l'exécution après ce temps, quoi que fasse le portail; 0s pour jamais. `watch` n'a pas de fin
# Treat this finding as an error; takes a code or a number such as L04. May be repeated; takes precedence over `--allow-code`
shared-deny = Traiter ce constat comme une erreur; prend un code, ou un numéro tel que L04. Peut être répété; l'emporte sur `--allow-code`
# Exit with code 2 if there are changes
shared-detailed-exitcode = Se terminer avec le code 2 s'il y a des modifications
# Format of the result on standard output
shared-format = Format du résultat sur la sortie standard
# Annotations, as workflow commands for GitHub's runner
shared-format-github = Annotations, en commandes de l'exécuteur de GitHub
# GitLab code quality report
shared-format-gitlab = Rapport de qualité du code de GitLab
# Standalone page, with the week before and after
shared-format-html = Page autonome, avec la semaine avant et après
# JUnit XML
shared-format-junit = XML de JUnit
# For a pull request comment
shared-format-markdown = Pour un commentaire de demande de tirage
# SARIF 2.1.0, for code scanning
shared-format-sarif = SARIF 2.1.0, pour l'analyse de code
# Warn about holidays of this calendar in the next 12 months that have no event; by default, uses the calendars that the file's `holidays` name
shared-holidays = Avertir des jours fériés de ce calendrier qui n'ont pas d'événement dans les 12 prochains mois; par défaut, utilise les calendriers que nomme `holidays` dans le fichier
# Maximum size of the Markdown in bytes; longer lists end with "and n more"
shared-max-bytes = Taille maximale du Markdown en octets; les listes plus longues se terminent par « et n autres »
# Only accounts with such a name, as in 'boreal*'; may be repeated
shared-patterns = Seulement les comptes dont le nom correspond, comme « boreal* »; peut être répété
# Only share I of N of the accounts, by a hash of the name; as in 2/4
shared-shard = Seulement la part I sur N des comptes, selon une empreinte du nom; par exemple 2/4
# Work on this many accounts at a time
shared-parallelism = Traiter ce nombre de comptes à la fois
# Stop at the first account that is invalid, refused or fails
shared-fail-fast = S'arrêter au premier compte qui n'est pas valide, est refusé ou échoue
# Plan the way back from this run, which `history` lists, instead of a file
shared-undo = Planifier le retour d'avant cette exécution, que `history` énumère, au lieu d'un fichier
# Take the lock of an account away from another apply, which stops before its next write
shared-break-lock = Enlever le verrou d'un compte à une autre application, qui s'arrête avant sa prochaine écriture
# Maximum number of files to read in one run
shared-max-files = Nombre maximal de fichiers lus en une exécution
# Follow symbolic links out of their directory
shared-follow-links = Suivre les liens symboliques hors de leur répertoire
# Account name
shared-name = Nom du compte
# Plan only this section; may be repeated
shared-only = Ne planifier que cette section; peut être répété
# Save the plan to this file, for `apply --plan`
shared-out = Enregistrer le plan dans ce fichier, pour `apply --plan`
# Also write the result as JSON to this file
shared-out-json = Écrire aussi le résultat en JSON dans ce fichier
# File, directory with *.yaml and *.yml files below it, or `-` for standard input
shared-paths = Fichier, répertoire qui contient des fichiers *.yaml et *.yml, ou `-` pour l'entrée standard
# Enforce this policy, which limits what a change may do. Take it from a branch that the change cannot modify
shared-policy = Faire respecter cette politique, qui limite ce qu'une modification peut faire. Prenez-la d'une branche que la modification ne peut toucher
# Address of the portal, or `embedded` to run one inside this process
shared-portal = Adresse du portail, ou `embedded` pour un portail dans ce processus
# Wait this long for a write whose response was lost
shared-settle-timeout = Attendre aussi longtemps une écriture dont la réponse s'est perdue
# Omit the Markdown if nothing changes
shared-skip-unchanged = Omettre le Markdown si rien ne change
# Keep journals and locks in this directory
shared-state-dir = Garder les journaux et les verrous dans ce répertoire
# Append the result as Markdown to the file named by `GITHUB_STEP_SUMMARY`
shared-step-summary = Ajouter le résultat en Markdown au fichier que nomme `GITHUB_STEP_SUMMARY`
# Treat warnings as errors, except those that come and go with the date
shared-strict = Traiter les avertissements comme des erreurs, sauf ceux qui vont et viennent avec la date
# Wait this long for one response of the portal
shared-timeout = Attendre aussi longtemps une réponse du portail
# Read the token from this file, instead of from `CONSIGNE_TOKEN`: one token, or lines `ACCOUNT TOKEN`
shared-token-file = Lire le jeton dans ce fichier plutôt que dans `CONSIGNE_TOKEN` : un seul jeton, ou des lignes `COMPTE JETON`
# Compare hours from the first of these dates to the day before the second, such as 2026-12-24..2027-01-04. By default, compares 28 days from today and the days of every event that changes
shared-window = Comparer les heures de la première de ces dates à la veille de la seconde, par exemple 2026-12-24..2027-01-04. Par défaut, compare 28 jours à partir d'aujourd'hui et les jours de chaque événement qui change

## Ce que la bibliothèque de la ligne de commande dirait en anglais

# Commands
clap-commands = Commandes
# Examples
clap-examples = Exemples
# Portal
heading-portal = Portail
# Output
heading-output = Sortie
# Plan
heading-plan = Plan
# Findings
heading-findings = Constats
# Files
heading-files = Fichiers
# Print help
clap-print-help = Afficher l'aide
# Print version
clap-print-version = Afficher la version
# Values
clap-values = Valeurs
# possible values
clap-possible-values = valeurs possibles
# default
clap-default = par défaut
# env
clap-env = variable
# unrecognized subcommand
clap-no-such-command = cette commande n'existe pas
# unexpected argument
clap-no-such-option = cette option n'existe pas
# invalid value
clap-wrong-value = valeur incorrecte
# required arguments were not provided
clap-missing = il manque
# requires a subcommand
clap-missing-command = il manque une commande
# cannot be used with
clap-not-together = ne vont pas ensemble
# wrong number of values
clap-number-of-values = trop ou trop peu de valeurs
# a similar value exists
clap-did-you-mean = vouliez-vous dire
# possible values of an error
clap-one-of = au choix
# Usage
clap-usage = usage
# For more information, try '--help'.
clap-more = pour en savoir plus, essayez --help
# ADDRESS
value-address = ADRESSE
# WHAT
value-what = QUOI
# ACCOUNT
value-account = COMPTE
# CALENDAR
value-calendar = CALENDRIER
# CHECK
value-check = CONTRÔLE
# CODE
value-code = CODE
# COMMAND
value-command = COMMANDE
# CONSENT
value-consent = CONSENTEMENT
# DATE
value-date = DATE
# DIGEST
value-digest = EMPREINTE
# DIR
value-dir = RÉPERTOIRE
# DURATION
value-duration = DURÉE
# FIELD
value-field = CLÉ
# FILE
value-file = FICHIER
# FROM..TO
value-from--to = DÉBUT..FIN
# INSTANT
value-instant = INSTANT
# N
value-n = N
# NAME
value-name = NOM
# NOTE
value-note = NOTE
# PATH
value-path = CHEMIN
# REV
value-rev = RÉVISION
# RUN
value-run = EXÉCUTION
# SECTION
value-section = SECTION
# SEED
value-seed = GRAINE
# URL
value-url = URL
# USER:NAME
value-user-name = CODE:NOM
# YEAR
value-year = ANNÉE
# FORMAT
value-format = FORMAT
# CAN
value-can = CAN
# COMPANY
value-company = ENTREPRISE
# EMAIL
value-email = COURRIEL
# ID
value-id = ID
# LISTEN
value-listen = ADRESSE
# LOG
value-log = JOURNAL
# OF
value-of = FICHIER
# PAGES
value-pages = PAGES
# PBX
value-pbx = PBX
# PROVIDER
value-provider = FOURNISSEUR
# ROLE
value-role = RÔLE
# SCOPE
value-scope = PORTÉE
# SHELL
value-shell = SHELL
# USER
value-user = CODE
# Use the tokens of this file in commands that only read
shared-read-token-file = Utiliser les jetons de ce fichier dans les commandes qui ne font que lire
# PATH[@DATE]
value-path--date- = CHEMIN[@DATE]
# PATTERN
value-pattern = MOTIF
# I/N
value-i-n = I/N
# Serve the embedded portal and open its pages, logged in, until interrupted
portal-open = Servir le portail embarqué et en ouvrir les pages, session ouverte, jusqu'à interruption
# Account to log in to; needed if there are several
portal-open-account = Compte où ouvrir la session; nécessaire s'il y en a plusieurs
# Print the link, and start no browser
portal-open-print = Écrire le lien, sans lancer de navigateur
# Habits of the pages: kind, or the harder ones of the vendor's portal
portal-serve-pages = Habitudes des pages : aimables, ou celles, plus dures, du portail du fournisseur
# End a session of the pages after 10 minutes without activity
portal-serve-strict-session = Terminer une session des pages après 10 minutes sans activité
