# Shapes of dates. A language takes from the arguments $day, $month, $year, $hour (0 to 23),
# $hour12, $minute and $period ("am" or "pm") what it needs.

format-month-short = { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}

format-date = { NUMBER($day) } { format-month-short } { NUMBER($year, useGrouping: "false") }
format-time = { $hour12 }:{ NUMBER($minute, minimumIntegerDigits: 2) }{ "\u00A0" }{ $period ->
    [am] ص
   *[pm] م
}
format-date-time = { format-date }، { format-time }
