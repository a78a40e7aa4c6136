### Ce que dit « review ».

review-two-paths = review compare deux chemins : l'ancien et le nouveau
review-two-paths-help = écrivez « consigne review OLD NEW », ou « consigne review --base REV PATH » pour prendre l'ancien côté dans Git ; l'un des deux peut être -
review-base-stdin = l'entrée standard n'a pas de révision dans Git
review-nowhere = { $path } n'est ni ici ni dans { $revision }
git-missing = git ne peut être lancé : { $reason }
git-missing-help = installez git, ou comparez deux chemins : consigne review OLD NEW
git-no-repository = { $path } n'est dans aucun répertoire de travail de Git { $reason }
git-no-revision = Git ne connaît pas { $revision } ici
git-no-revision-help = récupérez-la d'abord ; un clone superficiel n'a que ses derniers commits
git-failed = Git ne donne pas { $path } ({ $reason })
git-link = { $path } est un lien, et un lien du passé n'est pas suivi
review-account-change = ce fichier gérait le compte { $before } et gère maintenant { $after }
review-account-change-help = si c'est voulu, ajoutez --allow account-change ; sinon rétablissez « account »
review-guard = { $path } était { $before } et devient { $after } ; le portail l'attribue et il ne peut être modifié
review-guard-help = rétablissez-le, ou retirez la ligne pour ne plus l'affirmer ; pour un autre compte, changez « account »
review-rename-ambiguous = « { $from } » et « { $to } » sont tous deux dans l'ancien fichier
review-delegate-name = l'utilisateur { $user } était « { $found } » et devient « { $wanted } » ; les noms sont comparés au portail et jamais écrits
review-renamed-from-nothing = « { $from } » n'est pas dans l'ancien fichier : « { $name } » est créé
no-longer-managed = { $path } n'est plus géré, et le portail le garde (il était dans { $was })
no-longer-managed-help = pour le supprimer, écrivez « { $write } »
kept-by-the-portal-help = il ne peut être supprimé ; pour continuer à le gérer, gardez la clé « { $key } »
guard-no-longer-asserted-help = il n'est plus comparé au portail ; gardez la ligne pour continuer à l'affirmer
account-no-longer-managed = le compte { $account } n'est plus géré, et le portail garde tout
account-no-longer-managed-help = si seul le fichier a changé de place, gardez son « account »
file-added = le compte { $account } n'avait pas de fichier ; ce que le portail en détient n'est pas connu ici
file-added-help = « consigne plan » le compare au portail
file-renamed = le compte { $account } était dans { $before } et est maintenant dans { $after }
old-file-invalid = { $file } n'est pas valide : tout compte ici comme nouveau
old-file-invalid-help = « consigne plan » compare le nouveau fichier au portail
review-known-findings = { $count ->
    [one] { $count } constat existait déjà ; voyez « consigne validate »
   *[other] { $count } constats existaient déjà ; voyez « consigne validate »
}
review-unknown-before = (absent de l'ancien fichier)
review-assumed = on suppose :
review-assumed-civil = aucune version ne nomme de fuseau horaire : les heures sont civiles et l'heure ne change jamais
review-assumed-zone = les heures sont comparées dans le fuseau horaire du nouveau fichier, car l'ancien n'en nomme aucun
review-assumed-on = le clavardage était activé, car l'ancien fichier ne gère pas chat.enabled
review-assumed-absent = absents auparavant, car l'ancien fichier ne les gère pas : { $paths }
review-assumed-kept = gardés par le portail comme l'ancien fichier les donne : { $paths }
