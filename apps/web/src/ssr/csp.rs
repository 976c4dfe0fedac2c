use axum::http::HeaderValue;

/// What every page may load: its own things and nothing else.
const BASE: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
                    font-src 'self'; connect-src 'self'; manifest-src 'self'; \
                    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The policy of pages without a script; only those that reload themselves run one.
pub(super) fn plain(live_reload: bool) -> HeaderValue {
    if live_reload {
        with_scripts("'self'")
    } else {
        HeaderValue::from_static(BASE)
    }
}

/// The policy of pages with a script: its module, and what carries the answer's nonce.
pub(super) fn scripted(nonce: &str) -> HeaderValue {
    with_scripts(&format!("'self' 'nonce-{nonce}' 'wasm-unsafe-eval'"))
}

fn with_scripts(sources: &str) -> HeaderValue {
    HeaderValue::try_from(format!("{BASE}; script-src {sources}"))
        .unwrap_or_else(|_| HeaderValue::from_static(BASE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_pages_run_no_script_unless_they_reload_themselves() {
        let policy = plain(false);
        assert!(!policy.to_str().unwrap().contains("script-src"));
        assert!(plain(true).to_str().unwrap().ends_with("script-src 'self'"));
    }

    #[test]
    fn pages_with_a_script_name_their_nonce() {
        let policy = scripted("abc");
        let text = policy.to_str().unwrap();
        assert!(text.ends_with("script-src 'self' 'nonce-abc' 'wasm-unsafe-eval'"));
        assert!(!text.contains("unsafe-inline"));
    }
}
