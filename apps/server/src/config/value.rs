//! The types of settings.

use std::{fmt, net::IpAddr, path::PathBuf};

use ipnet::IpNet;
use secrecy::{ExposeSecret, SecretString};
use services::{limits::Quota, passwords::PasswordAlgorithm};

/// A type that a setting can have.
pub(crate) trait Value: Sized {
    /// Reads the value; an error tells what it must be.
    fn parse(text: &str) -> Result<Self, String>;
    /// Shows the value to people; secrets stay hidden.
    fn show(&self) -> String;
}

macro_rules! plain {
    ($($kind:ty: $what:literal),*) => {$(
        impl Value for $kind {
            fn parse(text: &str) -> Result<Self, String> {
                text.trim().parse().map_err(|_not_one| format!(concat!("must be ", $what, ", not {:?}"), text))
            }

            fn show(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

plain!(
    u16: "a number up to 65535",
    u32: "a number",
    u64: "a number",
    usize: "a number",
    bool: "true or false",
    IpAddr: "an IP address",
    IpNet: "a network such as 10.0.0.0/8"
);

impl Value for String {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }

    fn show(&self) -> String {
        self.clone()
    }
}

impl Value for PasswordAlgorithm {
    fn parse(text: &str) -> Result<Self, String> {
        text.trim().parse()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Value for Quota {
    fn parse(text: &str) -> Result<Self, String> {
        text.trim().parse()
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

/// How lines of the log look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// One JSON object a line.
    #[default]
    Json,
    /// Text, coloured on a terminal unless `NO_COLOR` is set.
    Pretty,
}

impl Value for LogFormat {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "json" => Ok(Self::Json),
            "pretty" => Ok(Self::Pretty),
            _ => Err("must be json or pretty".to_owned()),
        }
    }

    fn show(&self) -> String {
        match self {
            Self::Json => "json".to_owned(),
            Self::Pretty => "pretty".to_owned(),
        }
    }
}

impl Value for PathBuf {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(text.into())
    }

    fn show(&self) -> String {
        self.display().to_string()
    }
}

impl<V: Value> Value for Option<V> {
    fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            Ok(None)
        } else {
            V::parse(text).map(Some)
        }
    }

    fn show(&self) -> String {
        self.as_ref().map(V::show).unwrap_or_default()
    }
}

impl<V: Value> Value for Vec<V> {
    fn parse(text: &str) -> Result<Self, String> {
        text.split([',', '\n'])
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(V::parse)
            .collect()
    }

    fn show(&self) -> String {
        self.iter().map(V::show).collect::<Vec<_>>().join(",")
    }
}

/// A value that is never shown whole: an address with a password, or a secret.
#[derive(Clone)]
pub(crate) struct Secret(SecretString);

impl Secret {
    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.show())
    }
}

impl Value for Secret {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(Self::from(text))
    }

    /// Keeps what helps to tell one address from another, and leaves out what opens it.
    fn show(&self) -> String {
        // PostgreSQL takes a password in the query too.
        let (text, query) = match self.expose().split_once('?') {
            Some((text, _)) => (text, "?***"),
            None => (self.expose(), ""),
        };
        let shown = match (text.split_once("://"), text.rsplit_once('@')) {
            (Some((scheme, _)), Some((_, host))) => format!("{scheme}://***@{host}"),
            (Some(_), None) => text.to_owned(),
            (None, _) if text.starts_with("sqlite:") => text.to_owned(),
            _ => return "***".to_owned(),
        };
        shown + query
    }
}

/// Secrets, of which the first one is in use and the others are still accepted.
///
/// Each is a line: a secret may hold any other sign.
#[derive(Clone, Default)]
pub(crate) struct SecretList(Vec<SecretString>);

impl SecretList {
    pub(crate) fn as_slice(&self) -> &[SecretString] {
        &self.0
    }

    #[cfg(test)]
    pub(crate) const fn len(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Debug for SecretList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.show())
    }
}

impl Value for SecretList {
    fn parse(text: &str) -> Result<Self, String> {
        let secrets = text
            .lines()
            .map(str::trim)
            .filter(|secret| !secret.is_empty());
        Ok(Self(secrets.map(SecretString::from).collect()))
    }

    fn show(&self) -> String {
        vec!["***"; self.0.len()].join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_shown_without_what_opens_them() {
        for (secret, shown) in [
            (
                "postgres://app:s3cret@db.example:5432/app",
                "postgres://***@db.example:5432/app",
            ),
            (
                "postgres://app:s3@cret@db.example/app",
                "postgres://***@db.example/app",
            ),
            (
                "postgres://db.example/app?password=s3cret",
                "postgres://db.example/app?***",
            ),
            ("sqlite:var/pilaster.db", "sqlite:var/pilaster.db"),
            ("sqlite:var/p.db?mode=rw", "sqlite:var/p.db?***"),
            ("a bare secret", "***"),
        ] {
            assert_eq!(Secret::from(secret).show(), shown);
        }
    }
}
