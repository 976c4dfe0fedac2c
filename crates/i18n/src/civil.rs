use chrono::{DateTime, Utc};

/// A moment as the clock on a wall shows it, in the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDateTime {
    /// The year, negative before the common era.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
    /// The hour, from 0 to 23.
    pub hour: u32,
    /// The minute.
    pub minute: u32,
    /// The second.
    pub second: u32,
}

impl CivilDateTime {
    /// The clock in a time zone of the IANA database, such as `Africa/Cairo`.
    ///
    /// An unknown zone is read as UTC: a page with a time in UTC serves better than none.
    pub fn in_zone(at: DateTime<Utc>, zone: &str) -> Self {
        zoned(at, zone).unwrap_or_else(|| Self::from_chrono(&at))
    }

    fn from_chrono(at: &(impl chrono::Datelike + chrono::Timelike)) -> Self {
        Self {
            year: at.year(),
            month: at.month(),
            day: at.day(),
            hour: at.hour(),
            minute: at.minute(),
            second: at.second(),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn zoned(at: DateTime<Utc>, zone: &str) -> Option<CivilDateTime> {
    let zone: chrono_tz::Tz = zone.parse().ok()?;
    Some(CivilDateTime::from_chrono(&at.with_timezone(&zone)))
}

/// Asks the browser, which has the zone database: one inside the module would double its size.
#[cfg(target_arch = "wasm32")]
fn zoned(at: DateTime<Utc>, zone: &str) -> Option<CivilDateTime> {
    use js_sys::{Array, Date, Function, Intl, Object, Reflect, global};
    use wasm_bindgen::{JsCast, JsValue};

    let options = Object::new();
    for (name, value) in [
        ("timeZone", zone),
        ("calendar", "gregory"),
        ("numberingSystem", "latn"),
        ("hourCycle", "h23"),
        ("era", "short"),
        ("year", "numeric"),
        ("month", "numeric"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "numeric"),
        ("second", "numeric"),
    ] {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    // `Intl::DateTimeFormat::new` would abort the module where the constructor throws, as it does
    // for an unknown zone.
    let intl = Reflect::get(&global(), &"Intl".into()).ok()?;
    let constructor = Reflect::get(&intl, &"DateTimeFormat".into())
        .ok()?
        .dyn_into::<Function>()
        .ok()?;
    let arguments = Array::of2(&"en-US".into(), &options);
    let format = Reflect::construct(&constructor, &arguments)
        .ok()?
        .unchecked_into::<Intl::DateTimeFormat>();

    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of any date that `Date` can hold are exact in f64"
    )]
    let date = Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
    let parts = format.format_to_parts(&date);
    let text = |wanted: &str| {
        parts.iter().find_map(|part| {
            let kind = Reflect::get(&part, &"type".into()).ok()?.as_string()?;
            (kind == wanted).then(|| Reflect::get(&part, &"value".into()).ok()?.as_string())?
        })
    };
    let field = |wanted: &str| text(wanted)?.parse::<u32>().ok();
    let year = i32::try_from(field("year")?).ok()?;
    Some(CivilDateTime {
        // Year 1 BC is year 0.
        year: if text("era")?.starts_with('B') {
            1 - year
        } else {
            year
        },
        month: field("month")?,
        day: field("day")?,
        hour: field("hour")?,
        minute: field("minute")?,
        second: field("second")?,
    })
}

/// Lists the time zones to choose from: `UTC`, and those named after a place.
///
/// Abbreviations such as `EST5EDT` are known (see [`is_time_zone`]) but not offered.
#[cfg(not(target_arch = "wasm32"))]
pub fn time_zones() -> impl Iterator<Item = &'static str> {
    const AREAS: [&str; 10] = [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];
    let places = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    std::iter::once("UTC").chain(places.filter(|name| {
        name.split_once('/')
            .is_some_and(|(area, _)| AREAS.contains(&area))
    }))
}

/// Says whether the IANA database knows the time zone, be it by an old name.
#[cfg(not(target_arch = "wasm32"))]
pub fn is_time_zone(name: &str) -> bool {
    name.parse::<chrono_tz::Tz>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(at: &str, zone: &str) -> (i32, u32, u32, u32, u32, u32) {
        let civil = CivilDateTime::in_zone(at.parse().unwrap(), zone);
        (
            civil.year,
            civil.month,
            civil.day,
            civil.hour,
            civil.minute,
            civil.second,
        )
    }

    #[test]
    fn clocks_follow_zone_and_daylight_saving() {
        for (at, zone, expected) in [
            ("2026-07-01T12:00:00Z", "UTC", (2026, 7, 1, 12, 0, 0)),
            (
                "2026-01-15T12:00:00Z",
                "Europe/Berlin",
                (2026, 1, 15, 13, 0, 0),
            ),
            (
                "2026-07-15T12:00:00Z",
                "Europe/Berlin",
                (2026, 7, 15, 14, 0, 0),
            ),
            (
                "2026-03-29T00:59:59Z",
                "Europe/Berlin",
                (2026, 3, 29, 1, 59, 59),
            ),
            (
                "2026-03-29T01:00:00Z",
                "Europe/Berlin",
                (2026, 3, 29, 3, 0, 0),
            ),
            (
                "2026-10-25T00:30:00Z",
                "Europe/Berlin",
                (2026, 10, 25, 2, 30, 0),
            ),
            (
                "2026-10-25T01:30:00Z",
                "Europe/Berlin",
                (2026, 10, 25, 2, 30, 0),
            ),
            (
                "2026-11-01T05:30:00Z",
                "America/New_York",
                (2026, 11, 1, 1, 30, 0),
            ),
            (
                "2026-12-31T23:59:59Z",
                "Asia/Kathmandu",
                (2027, 1, 1, 5, 44, 59),
            ),
            (
                "2024-03-01T01:00:00Z",
                "America/New_York",
                (2024, 2, 29, 20, 0, 0),
            ),
        ] {
            assert_eq!(clock(at, zone), expected, "{at} {zone}");
        }
    }

    #[test]
    fn unknown_zone_is_read_as_utc() {
        for zone in ["", "Mars/Olympus", "../etc/passwd"] {
            assert_eq!(
                clock("2026-07-01T12:34:56Z", zone),
                (2026, 7, 1, 12, 34, 56)
            );
        }
    }

    #[test]
    fn offered_zones_are_places_and_known() {
        let zones: Vec<_> = time_zones().collect();
        assert_eq!(zones.first(), Some(&"UTC"));
        for place in [
            "Africa/Cairo",
            "Asia/Riyadh",
            "Europe/Berlin",
            "America/New_York",
        ] {
            assert!(zones.contains(&place), "{place}");
        }
        assert!(!zones.contains(&"EST5EDT"));
        assert!(zones.iter().all(|zone| is_time_zone(zone)));
        assert!(!is_time_zone("Mars/Olympus"));
    }
}
