//! Reading moments, which chrono's own `Serialize` writes.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Deserializer, de::Error};

/// Reads the one form that the API writes, RFC 3339 in UTC: chrono's reader of any form would
/// weigh 6 KB in the browser.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
    let text = Cow::<'de, str>::deserialize(from)?;
    read(&text).ok_or_else(|| D::Error::custom("not a moment in UTC"))
}

/// [`deserialize`], where there may be none.
pub(crate) fn deserialize_optional<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<DateTime<Utc>>, D::Error> {
    let text = Option::<Cow<'de, str>>::deserialize(from)?;
    text.map(|text| read(&text).ok_or_else(|| D::Error::custom("not a moment in UTC")))
        .transpose()
}

/// Reads a moment as the API writes it; nothing if the text is none.
pub fn read(text: &str) -> Option<DateTime<Utc>> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (time, fraction) = match time.split_once('.') {
        Some((time, fraction)) => (time, Some(fraction)),
        None => (time, None),
    };
    let day = read_day(date)?;
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    let nanosecond = match fraction {
        None => 0,
        Some(fraction) if (1..=9).contains(&fraction.len()) => {
            digits(&format!("{fraction:0<9}"), 9)?
        }
        Some(_) => return None,
    };
    let moment = day.and_hms_nano_opt(hour, minute, second, nanosecond)?;
    Some(moment.and_utc())
}

/// Reads a day: `2026-03-02`.
fn read_day(text: &str) -> Option<NaiveDate> {
    let [year, month, day] = numbers(text, '-', [4, 2, 2])?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Reads from when on a span of time is: from a moment, or from the beginning of a day in UTC.
pub fn read_from(text: &str) -> Option<DateTime<Utc>> {
    match read_day(text) {
        Some(day) => Some(day.and_time(NaiveTime::MIN).and_utc()),
        None => read(text),
    }
}

/// Reads before when a span of time is: before a moment, or before the end of a day in UTC.
pub fn read_to(text: &str) -> Option<DateTime<Utc>> {
    match read_day(text) {
        Some(day) => {
            // SQLite compares times as texts, among which a year of five digits comes before all others.
            let next = day.succ_opt().filter(|next| next.year() <= 9999);
            let end = match next {
                Some(next) => next.and_time(NaiveTime::MIN),
                None => day.and_hms_nano_opt(23, 59, 59, 999_999_999)?,
            };
            Some(end.and_utc())
        }
        None => read(text),
    }
}

/// Reads three numbers of so many digits each.
fn numbers(text: &str, separator: char, lengths: [usize; 3]) -> Option<[u32; 3]> {
    let mut parts = text.split(separator);
    let [first, second, third] = lengths;
    let numbers = [
        digits(parts.next()?, first)?,
        digits(parts.next()?, second)?,
        digits(parts.next()?, third)?,
    ];
    parts.next().is_none().then_some(numbers)
}

/// Reads a number of so many digits, and of nothing else.
fn digits(text: &str, length: usize) -> Option<u32> {
    let is_whole = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for (seconds, nanoseconds) in [
            (0, 0),
            (1_795_395_661, 0),
            (1_795_395_661, 120_000_000),
            (1_795_395_661, 123_456_000),
            (1_795_395_661, 1),
            (951_782_400, 999_999_999),
        ] {
            let moment = DateTime::from_timestamp(seconds, nanoseconds).unwrap();
            let written = serde_json::to_string(&moment).unwrap();
            let mut reader = serde_json::Deserializer::from_str(&written);
            assert_eq!(deserialize(&mut reader).unwrap(), moment, "{written}");
        }
    }

    #[test]
    fn a_day_is_a_span_from_its_beginning_to_its_end() {
        let at = |text: &str| read(text).unwrap();
        for (text, from, to) in [
            ("2026-02-28", "2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z"),
            ("2026-12-31", "2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z"),
            (
                "9999-12-31",
                "9999-12-31T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
            ),
            (
                "2026-03-02T09:41:07.5Z",
                "2026-03-02T09:41:07.5Z",
                "2026-03-02T09:41:07.5Z",
            ),
        ] {
            assert_eq!(read_from(text), Some(at(from)), "{text}");
            assert_eq!(read_to(text), Some(at(to)), "{text}");
        }
        for text in [
            "",
            "2026-02-30",
            "2026-3-2",
            "yesterday",
            "2026-03-02T09:41",
        ] {
            assert_eq!((read_from(text), read_to(text)), (None, None), "{text}");
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "2026-11-23",
            "2026-11-23T01:02:03",
            "2026-11-23T01:02:03+01:00",
            "2026-13-23T01:02:03Z",
            "2026-11-23T25:02:03Z",
            "2026-11-23T01:02:03.1234567890Z",
            "2026-11-23-01T01:02:03Z",
            "2026-1-1T0:0:0Z",
            "10000-01-01T00:00:00Z",
            "+2026-01-01T00:00:00Z",
            "2026-+1-01T00:00:00Z",
            "2026-11-23T01:02:03.Z",
            "2026-11-23T01:02:03.+12Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
