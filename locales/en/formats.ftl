# Shapes of dates. A language takes from the arguments $day, $month, $year, $hour (0 to 23),
# $hour12, $minute and $period ("am" or "pm") what it needs.

format-month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}

format-date = { format-month-short } { NUMBER($day) }, { NUMBER($year, useGrouping: "false") }
format-time = { $hour12 }:{ NUMBER($minute, minimumIntegerDigits: 2) }{ "\u00A0" }{ $period ->
    [am] AM
   *[pm] PM
}
format-date-time = { format-date }, { format-time }
