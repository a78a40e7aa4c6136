### Ce que disent les rapports.

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
verdict-in-sync = à jour, rien à faire
verdict-ready = modifications à appliquer
verdict-refused = refusé, rien ne peut être appliqué
plan-partial = partiel : seulement { $sections }
action-create = créer
action-update = modifier
action-delete = supprimer
action-rename = renommer
action-refused = refusé
side-old = avant :
side-new = après :
side-old-name = nom avant :
side-new-name = nom après :
side-change = écart :
help = aide :
rule = règle de la page d'aide :
step-failed = échec
step-unknown = résultat inconnu
step-not-tried = non tenté
words-missing = demande votre accord : ajoutez { $flags }
summary = Plan : { $create } à créer, { $update } à modifier, { $delete } à supprimer, { $rename } à renommer.
summary-refused = { $count ->
    [one] { $count } refus.
   *[other] { $count } refus.
}
hours = Heures :
hours-a-week = { $hours } par semaine
hours-events = événements { $hours }
hours-unchanged = inchangé
severity-error = erreur
severity-warning = avertissement
severity-info = information
severity-help = aide
more-findings = et { $count } de plus
conflict-head = { $account } : le portail a changé depuis que le plan a été fait :
conflict-head-expected = { $account } : ce qui a été examiné n'est plus ce qui serait appliqué :
conflict-planned-from = au moment du plan :
conflict-wanted = voulu :
conflict-now = maintenant :
conflict-as-planned = comme prévu
conflict-elsewhere = modifié, sans être dans le plan
