### Refus d'une politique.

policy-lost-hours = le clavardage ({ $language }) perd { $lost } de sa semaine ordinaire; la politique permet { $limit } h ({ $rule })
policy-lost-hours-ahead = le clavardage ({ $language }) perd { $lost } sur les { $weeks } prochaines semaines, soit { $average } par semaine en moyenne; la politique permet { $limit } h ({ $rule })
policy-short-notice = le clavardage ({ $language }) ferme le { $from }; la politique exige un préavis de { $limit } h ({ $rule })
policy-open-days = le clavardage ({ $language }) garde { $days } jours ouverts par semaine; la politique en exige { $limit } ({ $rule })
policy-delegates = le compte aurait { $count } délégués; la politique en permet { $limit } ({ $rule })
policy-protected = { $path } est protégé par la politique ({ $rule })
policy-finding = la politique interdit { $code } : { $message } ({ $rule })
policy-help = respectez la politique, ou faites-la changer; `--allow` ne passe pas outre
policy-apply-window = la politique permet d'appliquer à partir du { $next }; il est maintenant { $now } ({ $zone }; { $rule })
policy-apply-never = la politique ne permet aucune application; il est maintenant { $now } ({ $zone }; { $rule })
policy-apply-window-help = appliquez à ce moment-là, ou faites changer la politique; rien n'a été écrit
policy-apply-never-help = faites changer la politique; rien n'a été écrit
policy-unknown-setting = { $written } n'est pas un paramètre qu'une modification peut toucher
policy-unknown-setting-help = écrivez un chemin que `consigne explain` énumère, sans nom d'entrée, par exemple general.address ou chat.hours.both.specialEvents; les garde-fous n'ont pas besoin de protection, et un jour férié est un événement spécial
policy-unknown-ignored-help = écrivez un chemin comme `consigne drift` le rapporte, par exemple general.spid ou chat.hours.both.specialEvents, ou une section ou une liste; ce qui change d'un bloc est ignoré d'un bloc. `@` et une date peuvent suivre : general.spid@2027-01-15
policy-invalid = la politique { $path } n'est pas valide; rien n'a été fait
policy-wrong-type-help = lancez `consigne schema policy` pour voir ce qui est accepté
