### Ce que dit « hours ».

hours-french = français
hours-english = anglais
hours-both = français et anglais
hours-week = { $account } : semaine ordinaire, { $clock }
hours-civil-week = sans fuseau horaire
hours-total = { $customers } : { $hours } par semaine
hours-open-for = { $account }, { $customers } : ouvert pendant { $hours }
hours-holds = { $customers } : { $what }
hours-partly = ouvert en partie, voir les heures
hours-off = Le clavardage est désactivé : il est fermé en tout temps.
hours-exceptions = Exceptions jusqu'au { $date }
hours-no-exceptions = Aucun événement spécial jusqu'au { $date }
hours-later = { $count ->
    [one] Un autre événement ensuite, le { $date }
   *[other] { $count } autres événements ensuite, le premier le { $date }
}
hours-fewer = moins d'heures
hours-more = plus d'heures
hours-other = autres heures
hours-as-usual = comme d'habitude
hours-assumed = Supposé :
hours-assumed-civil = le fichier ne nomme aucun fuseau horaire : les heures sont civiles, sur une horloge qui ne change jamais, et s'écrivent comme en UTC
hours-assumed-on = le clavardage est activé, car le fichier ne touche pas à chat.enabled
hours-assumed-absent = absents, car le fichier n'y touche pas : { $paths }
hours-until = { $state } jusqu'au { $until }
hours-because = car { $schedule } décide
hours-because-off = car le clavardage est désactivé
hours-no-schedule = car aucun horaire n'est en vigueur
tier-special-event = événement spécial
tier-weekly = horaire hebdomadaire
tier-weekend = horaire de weekend
tier-lunch-break = pause-repas
tier-working-hours = heures de travail
layer-decides = décide
layer-agrees = du même rang, dit la même chose
layer-loses = du même rang, mais « fermé » l'emporte
layer-hidden = de rang inférieur
layer-idle = sans effet, le clavardage est désactivé
layer-none = aucun horaire n'est en vigueur
hours-no-path = quelles heures ?
hours-no-path-help = nommez un fichier ou un répertoire, ou --from-portal avec un compte
hours-empty-stretch = --from { $from } n'est pas avant --to { $to }
hours-twice = dans { $zone }, l'horloge montre { $time } deux fois
hours-twice-help = écrivez { $first } pour la première fois, ou { $second } pour la seconde
hours-skipped = dans { $zone }, l'horloge saute { $time }
hours-skipped-help = elle reprend à { $next } ; écrivez un instant avec son décalage
