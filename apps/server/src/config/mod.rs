//! The configuration: typed sections, read once.
//!
//! A value comes from, in falling precedence: a flag, `PILASTER__SECTION__KEY` (or, for a file that
//! holds the value, `PILASTER__SECTION__KEY_FILE`), a common name of the trade such as
//! `DATABASE_URL`, `pilaster.toml`, the default. The sections below are the only list of settings:
//! reading, `config show`, `.env.example` and the reference page are all made of it.

mod reference;
mod source;
mod value;

pub(crate) use reference::{env_example, page};
pub(crate) use source::{Problem, Sources};
pub(crate) use value::{Secret, SecretList};

use std::{net::IpAddr, path::PathBuf};

use ipnet::IpNet;

use crate::logging::LogFormat;

/// A setting, as the reference tells of it.
pub(crate) struct Setting {
    pub(crate) section: &'static str,
    pub(crate) key: &'static str,
    pub(crate) doc: &'static str,
    pub(crate) default: String,
    pub(crate) common_name: Option<&'static str>,
}

macro_rules! sections {
    ($(
        $(#[doc = $section_doc:literal])+
        $section:ident: $Section:ident {
            $(
                $(#[doc = $doc:literal])+
                $(#[common_name = $common:literal])?
                $key:ident: $kind:ty = $default:expr,
            )*
        }
    )*) => {
        $(
            $(#[doc = $section_doc])+
            #[derive(Clone, Debug)]
            pub(crate) struct $Section {
                $($(#[doc = $doc])+ pub(crate) $key: $kind,)*
            }
        )*

        /// All settings.
        #[derive(Clone, Debug)]
        pub(crate) struct Config {
            $(pub(crate) $section: $Section,)*
        }

        impl Config {
            /// Reads all settings and reports all problems together.
            pub(crate) fn read(mut sources: Sources) -> Result<Self, Vec<Problem>> {
                let config = Self {
                    $($section: $Section {
                        $($key: sources.take(
                            stringify!($section),
                            stringify!($key),
                            common_name!($($common)?),
                            || $default,
                        ),)*
                    },)*
                };
                sources.finish()?;
                Ok(config)
            }

            /// All settings and what is known of them.
            pub(crate) fn settings() -> Vec<Setting> {
                vec![$($(Setting {
                    section: stringify!($section),
                    key: stringify!($key),
                    doc: concat!($($doc),+),
                    default: value::Value::show(&{ let default: $kind = $default; default }),
                    common_name: common_name!($($common)?),
                },)*)*]
            }

            /// Each setting with its value; secrets are hidden.
            pub(crate) fn show(&self) -> Vec<(&'static str, &'static str, String)> {
                vec![$($(
                    (stringify!($section), stringify!($key), value::Value::show(&self.$section.$key)),
                )*)*]
            }
        }
    };
}

macro_rules! common_name {
    () => {
        None
    };
    ($name:literal) => {
        Some($name)
    };
}

sections! {
    /// How the product is reached.
    server: Server {
        /// The address to listen on.
        host: IpAddr = IpAddr::from([127, 0, 0, 1]),
        /// The port to listen on.
        #[common_name = "PORT"]
        port: u16 = 3000,
        /// The origin that people see, without a slash at its end; `http://localhost:PORT` if empty.
        #[common_name = "PUBLIC_URL"]
        public_url: String = String::new(),
        /// Networks of proxies whose `X-Forwarded-For` is believed, separated by commas.
        trusted_proxies: Vec<IpNet> = Vec::new(),
        /// Origins of other sites that may call the API with a signed-in browser, separated by commas.
        cors_origins: Vec<String> = Vec::new(),
        /// The most bytes of a request's body.
        body_limit: usize = 65_536,
        /// Whether `/api/docs` is served.
        api_docs: bool = true,
        /// The seconds that requests under way may take when the process stops.
        shutdown_grace: u64 = 25,
    }
    /// Where data is kept.
    database: Database {
        /// `sqlite:PATH` or `postgres://USER:PASSWORD@HOST:PORT/NAME`.
        #[common_name = "DATABASE_URL"]
        url: Secret = Secret::from("sqlite:var/pilaster.db"),
        /// The most connections to hold.
        max_connections: u32 = 10,
    }
    /// How people prove who they are.
    auth: Auth {
        /// Secrets that sign access tokens, of 32 bytes or more, separated by commas: the first one signs, all are accepted.
        signing_secrets: SecretList = SecretList::default(),
        /// The MiB of memory that hashing a password takes.
        password_memory: u32 = 19,
        /// The passes over that memory.
        password_iterations: u32 = 2,
    }
    /// How mail is sent.
    mail: Mail {
        /// `smtp://USER:PASSWORD@HOST:PORT` or `smtps://…`; without it mail waits in the queue.
        #[common_name = "SMTP_URL"]
        smtp_url: Option<Secret> = None,
        /// The sender: `Name <address>`.
        from: String = "Pilaster <no-reply@localhost.localdomain>".to_owned(),
    }
    /// Work in the background.
    jobs: Jobs {
        /// The most jobs at a time in one process.
        concurrency: usize = 8,
    }
    /// The browser's files.
    assets: Assets {
        /// The folder of a build's assets; the ones inside the binary if empty.
        dir: Option<PathBuf> = None,
    }
    /// The log.
    log: Log {
        /// `json` or `pretty`.
        format: LogFormat = LogFormat::Json,
        /// Which lines are written, in the form of `RUST_LOG`.
        #[common_name = "RUST_LOG"]
        filter: String = "info".to_owned(),
    }
}

impl Config {
    /// The origin that people see.
    pub(crate) fn public_url(&self) -> String {
        match self.server.public_url.trim_end_matches('/') {
            "" => format!("http://localhost:{}", self.server.port),
            url => url.to_owned(),
        }
    }

    /// What must hold before the product serves people, beyond the form of each value.
    pub(crate) fn check_for_production(&self) -> Result<(), Vec<Problem>> {
        let mut problems = Vec::new();
        if self.auth.signing_secrets.is_empty() {
            problems.push(Problem::new(
                "auth",
                "signing_secrets",
                "is required; `openssl rand -base64 48` makes one",
            ));
        }
        let url = self.public_url();
        if !(url.starts_with("https://") || url.starts_with("http://")) {
            problems.push(Problem::new(
                "server",
                "public_url",
                "must begin with https:// or http://",
            ));
        }
        if !services::mails::is_sender(&self.mail.from) {
            problems.push(Problem::new(
                "mail",
                "from",
                "must be an address or `Name <address>`",
            ));
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn sources(toml: &str, env: &[(&str, &str)]) -> Sources {
        let env: BTreeMap<String, String> = env
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect();
        Sources::new(toml, env).unwrap()
    }

    #[test]
    fn flags_beat_variables_beat_common_names_beat_the_file_beats_defaults() {
        let file = "[server]\nport = 1\n";
        let port = |sources: Sources| Config::read(sources).unwrap().server.port;
        assert_eq!(port(sources("", &[])), 3000);
        assert_eq!(port(sources(file, &[])), 1);
        assert_eq!(port(sources(file, &[("PORT", "2")])), 2);
        let env = [("PORT", "2"), ("PILASTER__SERVER__PORT", "3")];
        assert_eq!(port(sources(file, &env)), 3);
        let mut flagged = sources(file, &env);
        flagged.set("server", "port", "4");
        assert_eq!(port(flagged), 4);
    }

    #[test]
    fn all_problems_are_told_together() {
        let sources = sources(
            "[server]\nport = \"x\"\nprot = 1\n[nowhere]\nkey = 1\n",
            &[
                ("PILASTER__LOG__FORMAT", "xml"),
                ("PILASTER__SERVER__HSOT", "::1"),
            ],
        );
        let problems = Config::read(sources).unwrap_err();
        let names: Vec<_> = problems.iter().map(ToString::to_string).collect();
        for name in [
            "server.port",
            "server.prot",
            "nowhere.key",
            "log.format",
            "server.hsot",
        ] {
            assert!(
                names.iter().any(|text| text.starts_with(name)),
                "{name} in {names:?}"
            );
        }
    }

    #[test]
    fn lists_and_secrets() {
        let toml = "[auth]\nsigning_secrets = [\"one\", \"two\"]\n[server]\ntrusted_proxies = [\"10.0.0.0/8\"]\n";
        let config = Config::read(sources(toml, &[])).unwrap();
        assert_eq!(config.auth.signing_secrets.len(), 2);
        assert_eq!(config.server.trusted_proxies.len(), 1);
        let shown = format!("{:?} {config:?}", config.show());
        assert!(!shown.contains("two"), "{shown}");
    }

    #[test]
    fn the_reference_page_and_the_example_are_current() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        for (file, expected, command) in [
            ("docs/configuration.md", page(), "reference"),
            (".env.example", env_example(), "example"),
        ] {
            let actual = std::fs::read_to_string(format!("{root}/{file}")).unwrap_or_default();
            assert_eq!(
                actual, expected,
                "write it anew: pilaster config {command} > {file}"
            );
        }
    }
}
