//! From settings to the providers by which people may sign in.

use contract::oauth::ProviderId;
use services::oauth::{Protocol, ProviderSettings};

use super::{Oauth, Problem, Secret};

const GOOGLE: &str = "https://accounts.google.com";
const MICROSOFT: &str = "https://login.microsoftonline.com";

impl Oauth {
    /// The providers that are set up, in the order in which people see them.
    pub(crate) fn providers(&self) -> Vec<ProviderSettings> {
        let google = Protocol::Oidc {
            issuer: GOOGLE.to_owned(),
        };
        let github = Protocol::Github {
            url: self.github_url.clone(),
        };
        let microsoft = Protocol::Microsoft {
            issuer: format!("{MICROSOFT}/{}/v2.0", self.microsoft_tenant),
        };
        let oidc = self
            .oidc_issuer
            .clone()
            .map(|issuer| Protocol::Oidc { issuer });
        [
            self.provider(ProviderId::Google, "Google", Some(google)),
            self.provider(ProviderId::Github, "GitHub", Some(github)),
            self.provider(ProviderId::Microsoft, "Microsoft", Some(microsoft)),
            self.provider(ProviderId::Oidc, &self.oidc_name, oidc),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn provider(
        &self,
        id: ProviderId,
        name: &str,
        protocol: Option<Protocol>,
    ) -> Option<ProviderSettings> {
        let (client_id, client_secret) = self.client(id);
        Some(ProviderSettings {
            id,
            name: name.to_owned(),
            client_id: client_id.clone()?,
            client_secret: client_secret.as_ref()?.expose().into(),
            protocol: protocol?,
        })
    }

    const fn client(&self, provider: ProviderId) -> (&Option<String>, &Option<Secret>) {
        match provider {
            ProviderId::Google => (&self.google_client_id, &self.google_client_secret),
            ProviderId::Github => (&self.github_client_id, &self.github_client_secret),
            ProviderId::Microsoft => (&self.microsoft_client_id, &self.microsoft_client_secret),
            ProviderId::Oidc => (&self.oidc_client_id, &self.oidc_client_secret),
        }
    }

    /// What is said by halves, and addresses that are none.
    pub(super) fn gaps(&self) -> Vec<Problem> {
        let halves = ProviderId::ALL.into_iter().filter_map(|provider| {
            let missing = match self.client(provider) {
                (Some(_), None) => "client_secret",
                (None, Some(_)) => "client_id",
                _ => return None,
            };
            let setting = format!("oauth.{provider}_{missing}");
            Some(Problem::of(setting, "is required as the other half is set"))
        });
        let has_no_issuer = self.oidc_client_id.is_some() && self.oidc_issuer.is_none();
        let issuer = has_no_issuer.then(|| {
            Problem::of(
                "oauth.oidc_issuer",
                "is required where `oidc_client_id` is set",
            )
        });
        let addresses = [
            ("oauth.oidc_issuer", self.oidc_issuer.as_deref()),
            ("oauth.github_url", Some(self.github_url.as_str())),
        ];
        let addresses = addresses
            .into_iter()
            .filter(|(_, url)| url.is_some_and(|url| !is_safe(url)))
            .map(|(setting, _)| {
                Problem::of(setting, "must begin with https://, or name this machine")
            });
        halves.chain(issuer).chain(addresses).collect()
    }
}

/// Whether nobody on the way can read or change what is said there.
fn is_safe(url: &str) -> bool {
    let is_local = |rest: &str| {
        ["localhost", "127.0.0.1", "[::1]"].iter().any(|host| {
            rest.strip_prefix(host)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
        })
    };
    url.starts_with("https://") || url.strip_prefix("http://").is_some_and(is_local)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Config, Sources},
        *,
    };

    fn oauth(env: &[(&str, &str)]) -> Oauth {
        let env = env.iter().map(|(key, value)| {
            let name = format!("PILASTER__OAUTH__{key}");
            (name, (*value).to_owned())
        });
        Config::read(Sources::new("", env, "").unwrap())
            .unwrap()
            .oauth
    }

    #[test]
    fn a_provider_is_there_once_it_is_set_up() {
        assert!(oauth(&[]).providers().is_empty());
        assert!(oauth(&[]).gaps().is_empty());
        let oauth = oauth(&[
            ("MICROSOFT_CLIENT_ID", "m"),
            ("MICROSOFT_CLIENT_SECRET", "s"),
            ("MICROSOFT_TENANT", "organizations"),
            ("GITHUB_CLIENT_ID", "g"),
            ("GITHUB_CLIENT_SECRET", "s"),
        ]);
        assert!(oauth.gaps().is_empty());
        let providers = oauth.providers();
        let [github, microsoft] = providers.as_slice() else {
            panic!("{providers:?}")
        };
        assert_eq!(github.id, ProviderId::Github);
        let Protocol::Microsoft { issuer } = &microsoft.protocol else {
            panic!("{microsoft:?}")
        };
        assert_eq!(
            issuer,
            "https://login.microsoftonline.com/organizations/v2.0"
        );
    }

    #[test]
    fn halves_and_unsafe_addresses_are_told() {
        let told = |env: &[(&str, &str)]| {
            let gaps = oauth(env).gaps();
            gaps.iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        };
        let half = told(&[("GOOGLE_CLIENT_ID", "g")]);
        assert!(half.starts_with("oauth.google_client_secret "), "{half}");
        let oidc = [("OIDC_CLIENT_ID", "o"), ("OIDC_CLIENT_SECRET", "s")];
        assert!(told(&oidc).starts_with("oauth.oidc_issuer "));
        for (issuer, is_good) in [
            ("https://id.example.com/realms/main", true),
            ("http://localhost:3000/dev/oidc", true),
            ("http://127.0.0.1:9", true),
            ("http://id.example.com", false),
            ("http://localhost.example.com", false),
            ("id.example.com", false),
        ] {
            assert_eq!(
                told(&[("OIDC_ISSUER", issuer)]).is_empty(),
                is_good,
                "{issuer}"
            );
        }
    }
}
