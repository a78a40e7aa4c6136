### Calendriers, et jours fériés dans un fichier.

calendar-ca-qc = Québec, Loi sur les normes du travail et Loi sur la fête nationale
calendar-ca-fed = Canada, employeurs de compétence fédérale, Code canadien du travail
calendar-ca-ab = Alberta
calendar-ca-bc = Colombie-Britannique
calendar-ca-mb = Manitoba
calendar-ca-nb = Nouveau-Brunswick
calendar-ca-nl = Terre-Neuve-et-Labrador
calendar-ca-ns = Nouvelle-Écosse
calendar-ca-nt = Territoires du Nord-Ouest
calendar-ca-nu = Nunavut
calendar-ca-on = Ontario
calendar-ca-pe = Île-du-Prince-Édouard
calendar-ca-sk = Saskatchewan
calendar-ca-yt = Yukon
holidays-choice = { $ids } : l'un des deux, au choix de l'employeur
duplicate-holiday-help = laissez ce jour férié de côté dans l'une des deux avec `except`, ou renommez l'événement écrit à la main
duplicate-year = l'année { $year } figure deux fois
duplicate-year-help = gardez-en une
except-with-only = `except` et `only` ne se combinent pas
except-with-only-help = gardez `only` pour retenir quelques jours fériés, ou `except` pour en laisser quelques-uns
holiday-choice = { $calendar } a { $ids }, dont l'employeur choisit l'un; le fichier ne dit pas lequel
holiday-choice-help = laissez-en un de côté, par exemple avec `except: [{ $id }]`; pour chômer les deux, écrivez deux entrées avec `only`
holiday-covered = « { $name } » est fermé toute la journée, donc ces jours fériés n'ajoutent aucun événement : { $holidays }
holiday-without-event = { $count ->
    [one] un jour férié de { $calendar } dans les 12 prochains mois n'a aucun événement : { $days }
   *[other] { $count } jours fériés de { $calendar } dans les 12 prochains mois n'ont aucun événement : { $days }
}
holiday-without-event-help = ajoutez `holidays` avec le calendrier { $calendar } et { $years } dans `years`, ou écrivez un événement spécial pour chaque jour; sinon, le clavardage garde ses heures habituelles
holiday-without-year-help = ajoutez { $years } à `years`, retirez ces jours fériés de cette entrée, ou écrivez un événement spécial pour chaque jour; sinon, le clavardage garde ses heures habituelles
holidays-add-nothing = cette entrée de { $calendar } n'ajoute aucun événement
holidays-add-nothing-help = choisissez d'autres années ou d'autres jours fériés, ou retirez l'entrée
holidays-without-events = `holidays` exige `specialEvents` dans la même langue, et { $language } n'en a pas
holidays-without-events-help = ajoutez `specialEvents: []` à côté, ou sous `{ $language }`; la liste est alors complète, et les autres événements du portail sont supprimés
no-years = aucune année n'est choisie
no-years-help = écrivez les années, comme `years: [2027, 2028]`, ou retirez l'entrée
too-many-holidays = les jours fériés donnent plus de { $limit } événements dans une langue
too-many-holidays-help = choisissez moins d'années
year-out-of-range = les calendriers ne couvrent que { $first } à { $last }
year-out-of-range-help = choisissez une année de cet intervalle, ou écrivez le jour comme événement spécial
