use contract::oauth::ProviderId;
use ui::{IconData, brands, icons};

/// The mark by which people know a provider.
pub(super) const fn mark(provider: ProviderId) -> IconData {
    match provider {
        ProviderId::Google => brands::GOOGLE,
        ProviderId::Github => brands::GITHUB,
        ProviderId::Microsoft => brands::MICROSOFT,
        ProviderId::Oidc => icons::KEY,
    }
}
