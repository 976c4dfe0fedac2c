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
use secrecy::{ExposeSecret, SecretString};
use services::{mails::SmtpTransport, tokens::MIN_SECRET_BYTES};

use crate::logging::LogFormat;

/// The most MiB that hashing one password may take.
const MAX_PASSWORD_MEMORY: u32 = 4096;

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
            /// Reads all settings; those with problems have their default.
            fn read_what_can_be(mut sources: Sources) -> (Self, Vec<Problem>) {
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
                (config, sources.finish())
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
        /// The port to listen on; 0 takes a free one.
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
        /// The seconds that requests and jobs under way may take when the process stops.
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
        /// The seconds after which the jobs of a worker that died are taken by others.
        lease: u64 = 60,
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
    /// Reads all settings and reports all problems together.
    pub(crate) fn read(sources: Sources) -> Result<Self, Vec<Problem>> {
        match Self::read_what_can_be(sources) {
            (config, problems) if problems.is_empty() => Ok(config),
            (_, problems) => Err(problems),
        }
    }

    /// Reads all settings as [`read`](Self::read) does, and reports with the other problems what
    /// is missing before the product may serve people.
    pub(crate) fn read_complete(sources: Sources) -> Result<Self, Vec<Problem>> {
        let (config, mut problems) = Self::read_what_can_be(sources);
        for problem in config.gaps() {
            // Of a setting that could not be read the default says nothing.
            if !problems.iter().any(|known| known.is_about_same(&problem)) {
                problems.push(problem);
            }
        }
        if problems.is_empty() {
            Ok(config)
        } else {
            Err(problems)
        }
    }

    /// The origin that people see.
    pub(crate) fn public_url(&self) -> String {
        match self.server.public_url.trim_end_matches('/') {
            "" => format!("http://localhost:{}", self.server.port),
            url => url.to_owned(),
        }
    }

    /// Whether the product is for nobody but whoever runs it.
    pub(crate) fn is_local(&self) -> bool {
        let url = self.public_url();
        let Some(authority) = url.strip_prefix("http://") else {
            return false;
        };
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.parse::<u16>().is_ok() => host,
            _ => authority,
        };
        matches!(host, "localhost" | "127.0.0.1" | "[::1]")
    }

    /// What must hold before the product serves people, beyond the form of each value.
    fn gaps(&self) -> Vec<Problem> {
        let secrets = self.auth.signing_secrets.as_slice();
        let is_short = |secret: &SecretString| secret.expose_secret().len() < MIN_SECRET_BYTES;
        let is_database = |url: &str| {
            ["sqlite:", "postgres:", "postgresql:"]
                .iter()
                .any(|scheme| url.starts_with(scheme))
        };
        let smtp_url = self.mail.smtp_url.as_ref();
        [
            (
                secrets.is_empty(),
                "auth.signing_secrets",
                "is required; `openssl rand -base64 48` makes one",
            ),
            (
                secrets.iter().any(is_short),
                "auth.signing_secrets",
                "must be of 32 bytes or more each",
            ),
            (
                !(1..=MAX_PASSWORD_MEMORY).contains(&self.auth.password_memory),
                "auth.password_memory",
                "must be from 1 to 4096",
            ),
            (
                self.auth.password_iterations == 0,
                "auth.password_iterations",
                "must be 1 or more",
            ),
            (
                !is_origin(&self.public_url()),
                "server.public_url",
                "must be like https://example.com, without a path",
            ),
            (
                !is_database(self.database.url.expose()),
                "database.url",
                "must begin with sqlite: or postgres://",
            ),
            (
                self.database.max_connections == 0,
                "database.max_connections",
                "must be 1 or more",
            ),
            (
                smtp_url.is_some_and(|url| SmtpTransport::from_url(url.expose()).is_err()),
                "mail.smtp_url",
                "must be like smtp://user:password@host:587?tls=required or \
                 smtps://user:password@host",
            ),
            (
                !services::mails::is_sender(&self.mail.from),
                "mail.from",
                "must be an address or `Name <address>`",
            ),
            (
                self.jobs.concurrency == 0,
                "jobs.concurrency",
                "must be 1 or more",
            ),
            (self.jobs.lease == 0, "jobs.lease", "must be 1 or more"),
        ]
        .into_iter()
        .filter(|(is_problem, ..)| *is_problem)
        .map(|(_, setting, message)| Problem::of(setting, message))
        .collect()
    }
}

/// Whether `url` is a scheme and an authority, and nothing else.
fn is_origin(url: &str) -> bool {
    let authority = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    authority.is_some_and(|authority| {
        !authority.is_empty() && !authority.contains(['/', '?', '#', '@', ' '])
    })
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
    fn what_is_missing_is_told_with_what_is_wrong_and_once() {
        let read = |env: &[(&str, &str)]| {
            let problems = Config::read_complete(sources("", env)).unwrap_err();
            problems.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let told = read(&[
            ("PILASTER__SERVER__PORT", "x"),
            ("DATABASE_URL", "mysql://h"),
            ("PUBLIC_URL", "https://example.com/app"),
        ]);
        let told: Vec<_> = told
            .iter()
            .filter_map(|text| text.split(' ').next())
            .collect();
        assert_eq!(
            told,
            [
                "server.port",
                "auth.signing_secrets",
                "server.public_url",
                "database.url"
            ]
        );
        let unreadable = read(&[("PILASTER__AUTH__SIGNING_SECRETS_FILE", "/nowhere")]);
        assert_eq!(unreadable.len(), 1, "{unreadable:?}");
        let short = read(&[("PILASTER__AUTH__SIGNING_SECRETS", "short")]);
        assert!(short[0].contains("32 bytes"), "{short:?}");
    }

    #[test]
    fn only_this_machine_is_local() {
        for (url, is_local) in [
            ("http://localhost:3000", true),
            ("http://127.0.0.1", true),
            ("http://[::1]:3000", true),
            ("http://localhost.example.com", false),
            ("http://localhost:1@example.com", false),
            ("https://example.com", false),
        ] {
            let config = Config::read(sources("", &[("PUBLIC_URL", url)])).unwrap();
            assert_eq!(config.is_local(), is_local, "{url}");
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
