### Messages de `review`.

review-two-paths = review exige exactement deux chemins : l'ancien et le nouveau
review-two-paths-help = écrivez `consigne review OLD NEW`, ou `consigne review --base REV PATH` pour prendre l'ancien côté dans Git; l'un des deux peut être -
review-base-stdin = l'entrée standard n'a pas de révision dans Git
review-nowhere = { $path } n'existe ni ici ni dans { $revision }
git-missing = impossible de lancer git : { $reason }
git-missing-help = installez git, ou comparez deux chemins avec `consigne review OLD NEW`
git-no-repository = { $path } n'est dans aucun répertoire de travail Git { $reason }
git-no-revision = Git n'a pas de révision { $revision } ici
git-no-revision-help = récupérez-la d'abord; un clone superficiel n'a que ses derniers commits
git-failed = lecture de { $path } impossible dans Git ({ $reason })
git-link = { $path } est un lien symbolique; les liens des révisions passées ne sont pas suivis
review-submodule = { $path } est un sous-module dont l'ancien commit est absent; ses fichiers n'ont pas été comparés
review-account-change = ce fichier gérait le compte { $before } et gère maintenant { $after }
review-account-change-help = si c'est voulu, ajoutez `--allow account-change`; sinon, rétablissez `account`
review-guard = { $path } était { $before } et devient { $after }; le portail attribue cette valeur, qui ne peut être modifiée
review-guard-help = rétablissez-le, ou retirez la ligne pour ne plus affirmer cette valeur; pour gérer un autre compte, changez `account`
review-rename-ambiguous = « { $from } » et « { $to } » sont tous deux dans l'ancien fichier
review-delegate-name = l'utilisateur { $user } était « { $found } » et devient « { $wanted } »; les noms sont comparés au portail, jamais écrits
review-renamed-from-nothing = « { $from } » n'est pas dans l'ancien fichier : « { $name } » est créé
no-longer-managed = { $path } n'est plus géré; le portail le garde (il était dans { $was })
no-longer-managed-help = pour le supprimer, écrivez `{ $write }`
kept-by-the-portal-help = il ne peut être supprimé; pour continuer à le gérer, gardez la clé `{ $key }`
guard-no-longer-asserted-help = il n'est plus comparé au portail; gardez la ligne pour continuer à l'affirmer
account-no-longer-managed = le compte { $account } n'est plus géré; le portail en garde tous les paramètres
account-no-longer-managed-help = si seul le fichier a changé de place, gardez son `account`
file-added = le compte { $account } n'avait pas de fichier; son état sur le portail n'est pas connu ici
file-added-help = lancez `consigne plan` pour le comparer au portail
file-renamed = le compte { $account } était dans { $before } et est maintenant dans { $after }
old-file-invalid = { $file } n'est pas valide : tout compte ici comme nouveau
old-file-invalid-help = lancez `consigne plan` pour comparer le nouveau fichier au portail
review-known-findings = { $count ->
    [one] { $count } constat existait déjà; voyez `consigne validate`
   *[other] { $count } constats existaient déjà; voyez `consigne validate`
}
review-unknown-before = (absent de l'ancien fichier)
review-assumed = on suppose :
review-assumed-civil = aucune version ne définit de fuseau horaire : les heures sont civiles, sur une horloge qui ne change jamais
review-assumed-zone = les heures sont comparées dans le fuseau horaire du nouveau fichier, car l'ancien n'en définit aucun
review-assumed-on = le clavardage était activé, car l'ancien fichier ne définit pas chat.enabled
review-assumed-absent = absents auparavant, car l'ancien fichier ne les définit pas : { $paths }
review-assumed-kept = gardés par le portail comme dans l'ancien fichier : { $paths }
