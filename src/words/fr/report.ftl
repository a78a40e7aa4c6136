### Libellés des rapports.

value-none = (aucune valeur)
value-empty = (vide)
value-on = activé
value-off = désactivé
value-open = ouvert
value-closed = fermé
value-never = jamais
value-all-day = toute la journée
day-mon = lun.
day-tue = mar.
day-wed = mer.
day-thu = jeu.
day-fri = ven.
day-sat = sam.
day-sun = dim.
verdict-in-sync = rien à modifier
rehearsal-passed = répété sur une copie : { $count ->
    [0] aucune écriture n'était à faire
    [one] son écriture a été acceptée
   *[other] ses { $count } écritures ont été acceptées
}, et un second plan est vide
rehearsal-failed = répété sur une copie : toutes les écritures n'ont pas été faites
rehearsal-left = répété sur une copie : un second plan modifierait encore { $paths }
verdict-ready = modifications à appliquer
verdict-refused = refusé; rien ne peut être appliqué
drift-in-sync = comme le dit le fichier
drift-differs = le portail diffère du fichier
drift-refused = le portail diffère du fichier et ne peut pas lui être rendu conforme
drift-only-on-portal = seulement sur le portail
drift-other-value = autre valeur
drift-only-in-file = seulement dans le fichier
drift-other-name = autre nom
drift-summary = Écarts : { $create } seulement sur le portail, { $update } avec une autre valeur, { $delete } seulement dans le fichier, { $rename } avec un autre nom.
drift-ignored = ignoré : { $path } ({ $entry })
drift-ignored-until = ignoré jusqu'au { $until } : { $path } ({ $entry })
ignored-expired = { $entry } est terminé depuis le { $until }; les écarts sont de nouveau signalés
ignored-unused = { $entry } ne couvre aucun écart
plan-partial = partiel : seulement { $sections }
action-create = créer
action-update = modifier
action-delete = supprimer
action-rename = renommer
action-refused = refusé
side-old = avant :
side-new = après :
side-old-name = nom avant :
side-new-name = nom après :
side-file = fichier :
side-portal = portail :
side-file-name = nom dans le fichier :
side-portal-name = nom sur le portail :
side-change = écart :
help = aide :
rule = règle de la page d'aide :
step-failed = échec
step-unknown = résultat inconnu
step-not-tried = non tenté
words-missing = demande votre consentement : ajoutez { $flags }
summary = Plan : { $create } à créer, { $update } à modifier, { $delete } à supprimer, { $rename } à renommer.
summary-refused = { $count ->
    [one] { $count } refus.
   *[other] { $count } refus.
}
accounts-unchanged = { $count ->
    [one] { $count } compte sans modification
   *[other] { $count } comptes sans modification
}
digest = Empreinte
run-digest = Empreinte de l'exécution
hours = Heures :
list-separator = { "; " }
hours-a-week = { $hours } par semaine
hours-events = événements { $hours }
hours-unchanged = inchangé
severity-error = erreur
severity-warning = avertissement
severity-info = information
severity-note = note
severity-help = aide
more-findings = et { $count } de plus
more-findings-at-least = et au moins { $count } de plus
more-findings-of-files = et { $count } de plus dans { $files ->
    [one] un autre fichier
   *[other] { $files } autres fichiers
}
finding-example = par exemple { $day } { $time }
in-french = en français
in-english = en anglais
finding-shown = { $languages }; { $example }
finding-raised = { $message } (une erreur à cause de `{ $option }`)
finding-bad = Ceci déclenche le constat :
finding-good = Ceci ne le déclenche pas :
conflict-head = { $account } : le portail a changé depuis la création du plan :
conflict-head-expected = { $account } : le plan n'est plus celui qui a été examiné :
conflict-name = « { $name } »
conflict-planned-from = au moment du plan :
conflict-wanted = voulu :
conflict-now = maintenant :
conflict-as-planned = comme prévu
conflict-elsewhere = modifié, mais pas par le plan
by-convention = { $message } (convention de consigne)
