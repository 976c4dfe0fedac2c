//! One exchange for each refresh token at a time in this process.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use tokio::sync::OnceCell;

use super::Tokens;
use crate::Result;

type Flight = OnceCell<Tokens>;

/// The exchanges under way, by the hash of their token.
///
/// Several requests of one page arrive with the same token; they share one exchange and its
/// result, so that rotation makes one child where it would make one for each.
#[derive(Clone, Debug, Default)]
pub struct RefreshFlights(Arc<Mutex<HashMap<String, Weak<Flight>>>>);

impl RefreshFlights {
    /// Waits for the exchange of the token, or makes it.
    pub(super) async fn join<F, Fut>(&self, hash: &str, exchange: F) -> Result<Tokens>
    where
        F: FnOnce() -> Fut + Send,
        Fut: Future<Output = Result<Tokens>> + Send,
    {
        self.flight(hash).get_or_try_init(exchange).await.cloned()
    }

    fn flight(&self, hash: &str) -> Arc<Flight> {
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flight) = flights.get(hash).and_then(Weak::upgrade) {
            return flight;
        }
        flights.retain(|_, flight| flight.strong_count() > 0);
        let flight = Arc::new(Flight::new());
        flights.insert(hash.to_owned(), Arc::downgrade(&flight));
        flight
    }
}
