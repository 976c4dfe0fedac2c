//! What a browser calls itself, in words for people.

use contract::sessions::Device;

/// What is known of a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UserAgent {
    pub(crate) browser: Option<&'static str>,
    pub(crate) system: Option<&'static str>,
    pub(crate) kind: Device,
}

/// Browsers by what only they write. Most of them also write what older ones did, so the order
/// matters: the more particular are first.
const BROWSERS: [(&str, &str); 18] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("OPX/", "Opera"),
    ("OPT/", "Opera"),
    ("Opera", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("YaBrowser/", "Yandex Browser"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Ddg/", "DuckDuckGo"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

/// Systems, in the same way. What is a phone and what a tablet Android tells by another word.
const SYSTEMS: [(&str, &str, Device); 9] = [
    ("iPhone", "iOS", Device::Phone),
    ("iPod", "iOS", Device::Phone),
    ("iPad", "iPadOS", Device::Tablet),
    ("Android", "Android", Device::Tablet),
    ("CrOS", "ChromeOS", Device::Computer),
    ("Windows", "Windows", Device::Computer),
    ("Macintosh", "macOS", Device::Computer),
    ("Linux", "Linux", Device::Computer),
    ("X11", "Unix", Device::Computer),
];

/// Finds out what a `User-Agent` stands for, as far as it tells.
pub(crate) fn read(user_agent: &str) -> UserAgent {
    let browser = BROWSERS
        .iter()
        .find(|(mark, _)| user_agent.contains(mark))
        .map(|(_, name)| *name);
    let system = SYSTEMS.iter().find(|(mark, ..)| user_agent.contains(mark));
    let kind = match system {
        Some(("Android", ..)) if user_agent.contains("Mobile") => Device::Phone,
        Some((_, _, kind)) => *kind,
        None => Device::Unknown,
    };
    UserAgent {
        browser,
        system: system.map(|(_, name, _)| *name),
        kind,
    }
}

#[cfg(test)]
mod tests {
    use Device::{Computer, Phone, Tablet, Unknown};

    use super::*;

    /// What browsers call themselves, and what they and their systems are called.
    const BY_WORDS: &[(&str, &str, &str, Device)] = &[
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
            "Chrome",
            "Windows",
            Computer,
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
            "Edge",
            "Windows",
            Computer,
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 OPR/124.0.0.0",
            "Opera",
            "Windows",
            Computer,
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0.0.0 Safari/537.36",
            "Chrome",
            "Linux",
            Computer,
        ),
        (
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
            "Chrome",
            "ChromeOS",
            Computer,
        ),
        (
            "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
            "Firefox",
            "Linux",
            Computer,
        ),
        (
            "Mozilla/5.0 (X11; FreeBSD amd64; rv:144.0) Gecko/20100101 Firefox/144.0",
            "Firefox",
            "Unix",
            Computer,
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
            "Safari",
            "macOS",
            Computer,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
            "Safari",
            "iOS",
            Phone,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0.0.0 Mobile/15E148 Safari/604.1",
            "Chrome",
            "iOS",
            Phone,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/144.0 Mobile/15E148 Safari/605.1.15",
            "Firefox",
            "iOS",
            Phone,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 EdgiOS/141.0.0.0 Mobile/15E148 Safari/604.1",
            "Edge",
            "iOS",
            Phone,
        ),
        (
            "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
            "Safari",
            "iPadOS",
            Tablet,
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
            "Chrome",
            "Android",
            Phone,
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
            "Chrome",
            "Android",
            Tablet,
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Samsung Internet",
            "Android",
            Phone,
        ),
        (
            "Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0",
            "Firefox",
            "Android",
            Phone,
        ),
        ("curl/8.14.1", "curl", "", Unknown),
        ("Mozilla/5.0 (Windows NT 10.0)", "", "Windows", Computer),
        ("python-requests/2.32.5", "", "", Unknown),
        ("", "", "", Unknown),
    ];

    #[test]
    fn browsers_and_systems_are_told_apart() {
        for (user_agent, browser, system, kind) in BY_WORDS {
            let known = |name: &'static str| Some(name).filter(|name| !name.is_empty());
            let expected = UserAgent {
                browser: known(browser),
                system: known(system),
                kind: *kind,
            };
            assert_eq!(read(user_agent), expected, "{user_agent}");
        }
    }
}
