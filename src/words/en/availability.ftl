### availability

when-list = { $parts }
when-comma = { ", " }
when-times = { $start }–{ $end }
