### Effets d'un changement d'heures sur la clientèle.

impact-head = heures { $days } ({ $zone }) :
impact-from-to = du { $first } au { $last }
impact-on-day = le { $day }
impact-more-windows = dans { $count ->
    [one] { $count } autre période
   *[other] { $count } autres périodes
}
impact-total = { $languages } : { $total }
impact-in-days = { $hours } en { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
impact-period = { $hours } { $languages } : { $effect }
impact-opens = ouvert par { $schedule }
impact-closes = fermé par { $schedule }
impact-no-longer-opens = n'est plus ouvert par { $schedule }
impact-no-longer-closes = n'est plus fermé par { $schedule }
impact-by-working-hours = les heures de travail
impact-by-weekend-hours = l'horaire de weekend
impact-by-lunch-break = la pause-repas
impact-by-weekly = l'horaire hebdomadaire « { $name } »
impact-by-event = l'événement spécial « { $name } »
impact-not-in-file = pas dans le fichier
impact-single = { $day } { $times }
impact-ongoing = { $days } { $times }, à partir du { $first }
impact-bounded = { $days } { $times }, du { $first } au { $last }
impact-except = { $what }, sauf { $dates }
impact-except-date = le { $date }
impact-more-days = { $count ->
    [one] { $count } autre jour
   *[other] { $count } autres jours
}
impact-more = et { $count ->
    [one] { $count } autre ligne : voyez `--format json`
   *[other] { $count } autres lignes : voyez `--format json`
}
impact-overnight = { $times } (le lendemain)
impact-every = chaque { $day }
impact-every-range = du { $first } au { $last }
impact-every-day = chaque jour
impact-and = { $first } et { $last }
impact-date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month }
impact-date-of-year = { $date } { $year }
impact-weekday = { $weekday } { $date }
impact-on = le clavardage sera activé; jusqu'ici, la clientèle ne pouvait pas clavarder
impact-off = le clavardage sera désactivé; la clientèle en perd toutes les heures
impact-stays-off = le clavardage est désactivé; la clientèle ne verra pas ces heures tant qu'il ne sera pas activé
impact-zone = le fuseau horaire passe de { $before } à { $after }; pour la clientèle, le clavardage ouvre et ferme { $shifts }
impact-earlier = { $by } plus tôt
impact-later = { $by } plus tard
impact-same-clock = au même moment
impact-shift-from = à partir du { $first } { $shift }
impact-nothing = ces horaires ne changent rien aux heures d'ouverture du clavardage
weekday-mon = lundi
weekday-tue = mardi
weekday-wed = mercredi
weekday-thu = jeudi
weekday-fri = vendredi
weekday-sat = samedi
weekday-sun = dimanche
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
