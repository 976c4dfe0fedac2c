//! The configuration: typed sections, read once.
//!
//! A value comes from, in falling precedence: a flag, the environment, the file `.env`,
//! `pilaster.toml`, the default. In environment and `.env` it is `PILASTER__SECTION__KEY`, or
//! `PILASTER__SECTION__KEY_FILE` for a file that holds the value, or a common name of the trade such
//! as `DATABASE_URL`. The sections below are the only list of settings: reading, `config show`,
//! `.env.example` and the reference page are all made of it.

mod dotenv;
mod oauth;
mod reference;
mod source;
mod value;

pub(crate) use reference::{env_example, page};
pub(crate) use source::{Problem, Sources};
pub(crate) use value::{LogFormat, Secret, SecretList};

use std::{net::IpAddr, path::PathBuf, time::Duration};

use ipnet::IpNet;
use secrecy::{ExposeSecret, SecretString};
use services::{
    limits::{LimitSettings, Quota, Quotas, Rule},
    mails::SmtpTransport,
    passwords::PasswordAlgorithm,
    tokens::MIN_SECRET_BYTES,
};

/// The most MiB that hashing one password may take.
const MAX_PASSWORD_MEMORY: u32 = 4096;
/// The sender where nobody has named one.
const DEFAULT_SENDER: &str = "Pilaster <no-reply@localhost.localdomain>";

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
        /// The origin that people see, without a slash at its end; `http://localhost:PORT` if empty. Passkeys need a name of a host in it and are bound to it.
        #[common_name = "PUBLIC_URL"]
        public_url: String = String::new(),
        /// Networks of proxies whose `X-Forwarded-For` is believed, separated by commas.
        trusted_proxies: Vec<IpNet> = Vec::new(),
        /// Origins of other sites that may call the API with a signed-in browser, separated by commas.
        cors_origins: Vec<String> = Vec::new(),
        /// Networks from which alone the product is administered, separated by commas; from everywhere if empty.
        admin_networks: Vec<IpNet> = Vec::new(),
        /// The most bytes of a request's body.
        body_limit: usize = 65_536,
        /// Whether `/api/docs` is served.
        api_docs: bool = true,
        /// The most connections at a time; others wait until one ends.
        max_connections: usize = 10_000,
        /// The seconds in which the head of a request must come, and after which an idle connection ends.
        head_timeout: u64 = 15,
        /// The seconds for which a client may pause while it sends a body.
        body_timeout: u64 = 15,
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
        /// Secrets that sign access tokens, of 32 bytes or more, each on a line of its own: the first one signs, all are accepted.
        signing_secrets: SecretList = SecretList::default(),
        /// What new passwords are hashed by: argon2id or bcrypt, which takes 72 bytes at most. Hashes of both are understood, and renewed at the next sign-in.
        password_algorithm: PasswordAlgorithm = PasswordAlgorithm::Argon2id,
        /// The MiB of memory that argon2id takes for a password.
        password_memory: u32 = 19,
        /// The passes of argon2id over that memory.
        password_iterations: u32 = 2,
        /// The cost of bcrypt, as the binary logarithm of its rounds.
        password_bcrypt_cost: u32 = 12,
    }
    /// Providers by which people may sign in; each is there once it has an id. See `docs/oauth.md`.
    oauth: Oauth {
        /// The product's id at Google.
        google_client_id: Option<String> = None,
        /// The product's secret at Google.
        google_client_secret: Option<Secret> = None,
        /// The product's id at GitHub.
        github_client_id: Option<String> = None,
        /// The product's secret at GitHub.
        github_client_secret: Option<Secret> = None,
        /// Where GitHub is, for who has an Enterprise Server.
        github_url: String = "https://github.com".to_owned(),
        /// The product's id at Microsoft.
        microsoft_client_id: Option<String> = None,
        /// The product's secret at Microsoft.
        microsoft_client_secret: Option<Secret> = None,
        /// Whose accounts at Microsoft may sign in: `common`, `organizations`, `consumers`, or the id of one organisation.
        microsoft_tenant: String = "common".to_owned(),
        /// The product's id at a provider of your choice that speaks OpenID Connect.
        oidc_client_id: Option<String> = None,
        /// The product's secret at that provider.
        oidc_client_secret: Option<Secret> = None,
        /// The address of that provider, below which it has `/.well-known/openid-configuration`.
        oidc_issuer: Option<String> = None,
        /// The name of that provider for people.
        oidc_name: String = "OpenID Connect".to_owned(),
    }
    /// How mail is sent.
    mail: Mail {
        /// `smtp://USER:PASSWORD@HOST:PORT` or `smtps://…`; without it mail waits in the queue.
        #[common_name = "SMTP_URL"]
        smtp_url: Option<Secret> = None,
        /// The sender: `Name <address>`.
        from: String = DEFAULT_SENDER.to_owned(),
    }
    /// Work in the background.
    jobs: Jobs {
        /// The most jobs at a time in one process.
        concurrency: usize = 8,
        /// The seconds after which the jobs of a worker that died are taken by others.
        lease: u64 = 60,
    }
    /// For how long what is over is kept.
    retention: Retention {
        /// The days for which sessions are kept that have ended or run out.
        sessions: u16 = 30,
        /// The days for which a refresh token is kept that was left behind; for so long its reuse is noticed as theft.
        refresh_tokens: u16 = 7,
        /// The days for which jobs are kept that were given up, and could be queued again.
        dead_jobs: u16 = 7,
        /// The days for which it is kept what happened to accounts.
        security_events: u16 = 365,
        /// The days for which API keys are kept that were revoked or have run out.
        api_keys: u16 = 30,
        /// The days for which it is kept which mails were sent, without what they said.
        mail_log: u16 = 30,
    }
    /// What processes share besides the database.
    redis: Redis {
        /// `redis://USER:PASSWORD@HOST:PORT/NUMBER` or `rediss://…`; without it each process counts requests alone.
        #[common_name = "REDIS_URL"]
        url: Option<Secret> = None,
        /// The milliseconds for which a request waits for Redis, before it does without.
        timeout: u64 = 250,
    }
    /// How much anybody may ask for: `10/60` is 10 at once, and 10 in each 60 seconds after that.
    limits: Limits {
        /// Whether there are limits; without them nothing keeps strangers from guessing passwords.
        enabled: bool = true,
        /// The most keys of one limit that a process remembers; further ones share places.
        max_keys: u32 = 250_000,
        /// Passwords, codes and other proofs of who somebody is, from one client.
        sign_in: Quota = Rule::SignIn.usual(),
        /// Sign-ups from one client.
        register: Quota = Rule::Register.usual(),
        /// Requests from one client that send a mail.
        ask_mail: Quota = Rule::AskMail.usual(),
        /// Tokens of mails from one client.
        use_token: Quota = Rule::UseToken.usual(),
        /// Refreshes of sessions from one client.
        refresh: Quota = Rule::Refresh.usual(),
        /// Everything else that one client reads.
        read: Quota = Rule::Read.usual(),
        /// Everything else that one client writes.
        write: Quota = Rule::Write.usual(),
        /// Passwords for one account, from anywhere.
        account_sign_in: Quota = Rule::AccountSignIn.usual(),
        /// Codes for one account, and proofs by who is signed in to it already.
        account_code: Quota = Rule::AccountCode.usual(),
        /// Mails to one address that strangers can have sent.
        account_mail: Quota = Rule::AccountMail.usual(),
        /// Mails with invitations that one account has sent to others.
        account_invite: Quota = Rule::AccountInvite.usual(),
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

impl Limits {
    /// The limits as the services take them.
    pub(crate) fn settings(&self, redis: &Redis) -> LimitSettings {
        let quotas = [
            (Rule::SignIn, self.sign_in),
            (Rule::Register, self.register),
            (Rule::AskMail, self.ask_mail),
            (Rule::UseToken, self.use_token),
            (Rule::Refresh, self.refresh),
            (Rule::Read, self.read),
            (Rule::Write, self.write),
            (Rule::AccountSignIn, self.account_sign_in),
            (Rule::AccountCode, self.account_code),
            (Rule::AccountMail, self.account_mail),
            (Rule::AccountInvite, self.account_invite),
        ];
        LimitSettings {
            quotas: quotas
                .into_iter()
                .fold(Quotas::default(), |quotas, (rule, quota)| {
                    quotas.with(rule, quota)
                }),
            max_keys: self.max_keys,
            redis_timeout: Duration::from_millis(redis.timeout),
        }
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
        let redis_url = self.redis.url.as_ref();
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
                !(10..=31).contains(&self.auth.password_bcrypt_cost),
                "auth.password_bcrypt_cost",
                "must be from 10 to 31",
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
                smtp_url.is_some_and(|url| SmtpTransport::from_url(url.expose()).is_err()),
                "mail.smtp_url",
                "must be like smtp://user:password@host:587?tls=required or \
                 smtps://user:password@host",
            ),
            (
                redis_url.is_some_and(|url| !services::limits::is_redis_url(url.expose())),
                "redis.url",
                "must be like redis://user:password@host:6379/0 or rediss://host",
            ),
            (
                !services::mails::is_sender(&self.mail.from),
                "mail.from",
                "must be an address or `Name <address>`",
            ),
        ]
        .into_iter()
        .filter(|(is_problem, ..)| *is_problem)
        .map(|(_, setting, message)| Problem::of(setting, message))
        .chain(self.zeros())
        .chain(self.oauth.gaps())
        .collect()
    }

    /// Numbers that are nought where nothing would work without one.
    fn zeros(&self) -> impl Iterator<Item = Problem> {
        [
            (self.server.max_connections == 0, "server.max_connections"),
            (self.server.head_timeout == 0, "server.head_timeout"),
            (self.server.body_timeout == 0, "server.body_timeout"),
            (
                self.database.max_connections == 0,
                "database.max_connections",
            ),
            (
                self.auth.password_iterations == 0,
                "auth.password_iterations",
            ),
            (self.redis.timeout == 0, "redis.timeout"),
            (self.limits.max_keys == 0, "limits.max_keys"),
            (self.jobs.concurrency == 0, "jobs.concurrency"),
            (self.jobs.lease == 0, "jobs.lease"),
            (
                self.retention.refresh_tokens == 0,
                "retention.refresh_tokens",
            ),
        ]
        .into_iter()
        .filter(|(is_zero, _)| *is_zero)
        .map(|(_, setting)| Problem::of(setting, "must be 1 or more"))
    }

    /// What works, but hardly as it is meant.
    pub(crate) fn warnings(&self) -> Vec<Problem> {
        let is_public = !self.is_local();
        [
            (
                self.mail.smtp_url.is_none(),
                "mail.smtp_url",
                "is not set: mail waits in the queue until a worker that has it runs",
            ),
            (
                is_public && self.mail.from == DEFAULT_SENDER,
                "mail.from",
                "is not set: other mail servers do not believe this machine's own name",
            ),
            (
                is_public && !self.limits.enabled,
                "limits.enabled",
                "is false: nothing keeps strangers from guessing passwords",
            ),
            (
                is_public && self.public_url().starts_with("http://"),
                "server.public_url",
                "is not https: what people send can be read on its way",
            ),
        ]
        .into_iter()
        .filter(|(holds, ..)| *holds)
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
    use super::*;

    fn sources(toml: &str, env: &[(&str, &str)]) -> Sources {
        sources_with(toml, env, "")
    }

    fn sources_with(toml: &str, env: &[(&str, &str)], dotenv: &str) -> Sources {
        let env = env
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        Sources::new(toml, env, dotenv).unwrap()
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
    fn the_environment_beats_dotenv_beats_the_file() {
        let file = "[server]\nport = 1\n[mail]\nsmtp_url = \"smtp://file\"\n";
        let read = |env: &[(&str, &str)], dotenv| {
            let config = Config::read(sources_with(file, env, dotenv)).unwrap();
            (config.server.port, config.mail.smtp_url.is_some())
        };
        assert_eq!(read(&[], "PORT=2\n"), (2, true));
        assert_eq!(read(&[], "PORT=2\nPILASTER__SERVER__PORT=3\n"), (3, true));
        // Whatever its name: who starts the process has the last word.
        let env = [("PORT", "4")];
        assert_eq!(read(&env, "PILASTER__SERVER__PORT=3\n"), (4, true));
        // And may take back what the files say.
        assert_eq!(
            read(&[("SMTP_URL", "")], "SMTP_URL=smtp://dotenv\n"),
            (1, false)
        );
    }

    #[test]
    fn problems_of_dotenv_are_told_with_their_line() {
        let dotenv = "# mine\nPILASTER__SERVER__PORT=x\nPILASTER__SERVER__PROT=1\nhunter2\n\
            PILASTER__STRAY=1\nPILASTER__DATABASE__URL_FILE=/nowhere\n";
        let problems = Config::read(sources_with("", &[], dotenv)).unwrap_err();
        let mut told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        told.sort();
        assert_eq!(
            told,
            [
                ".env:4 is not NAME=value",
                "PILASTER__STRAY names no section and key (.env:5)",
                "database.url cannot be read from /nowhere: No such file or directory (os error 2) \
                 (.env:6)",
                "server.port must be a number up to 65535, not \"x\" (.env:2)",
                "server.prot is no setting (.env:3)",
            ]
        );
        // What is not used need not be there.
        let env = [("DATABASE_URL", "sqlite:other.db")];
        let dotenv = "PILASTER__DATABASE__URL_FILE=/nowhere\n";
        assert!(Config::read(sources_with("", &env, dotenv)).is_ok());
    }

    #[test]
    fn what_hardly_works_as_it_is_meant_is_warned_of() {
        let warned = |env: &[(&str, &str)]| {
            let config = Config::read(sources("", env)).unwrap();
            let warnings = config.warnings();
            let names: Vec<_> = warnings
                .iter()
                .filter_map(|warning| Some(warning.to_string().split(' ').next()?.to_owned()))
                .collect();
            names.join(" ")
        };
        let smtp = ("SMTP_URL", "smtp://mail.example");
        let from = ("PILASTER__MAIL__FROM", "a@example.com");
        assert_eq!(warned(&[]), "mail.smtp_url");
        assert_eq!(warned(&[smtp]), "");
        let public = ("PUBLIC_URL", "https://example.com");
        assert_eq!(warned(&[smtp, public]), "mail.from");
        assert_eq!(warned(&[smtp, from, public]), "");
        let bare = ("PUBLIC_URL", "http://example.com");
        assert_eq!(warned(&[smtp, from, bare]), "server.public_url");
    }

    #[test]
    fn what_is_required_is_not_there_when_it_is_empty() {
        let mut required = sources("", &[("SMTP_URL", "")]);
        required.require("mail", "smtp_url", "is required");
        let problems = Config::read(required).unwrap_err();
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["mail.smtp_url is required"]);
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
        let toml = "[auth]\nsigning_secrets = [\"one,two\", \"three\"]\n\
            [server]\ntrusted_proxies = [\"10.0.0.0/8\", \"::1/128\"]\n";
        let config = Config::read(sources(toml, &[])).unwrap();
        assert_eq!(config.auth.signing_secrets.len(), 2);
        assert_eq!(config.server.trusted_proxies.len(), 2);
        for (secrets, count) in [
            ("one,two and more", 1),
            ("one\ntwo\r\n\nthree\n", 3),
            ("", 0),
        ] {
            let env = [
                ("PILASTER__AUTH__SIGNING_SECRETS", secrets),
                (
                    "PILASTER__SERVER__TRUSTED_PROXIES",
                    "10.0.0.0/8, 192.0.2.0/24",
                ),
            ];
            let config = Config::read(sources("", &env)).unwrap();
            assert_eq!(config.auth.signing_secrets.len(), count, "{secrets:?}");
            assert_eq!(config.server.trusted_proxies.len(), 2);
        }
        let shown = format!("{:?} {config:?}", config.show());
        assert!(!shown.contains("three"), "{shown}");
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
