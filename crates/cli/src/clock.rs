//! Today's date. The only clock of the tool; core takes dates as arguments.

use anyhow::{Context, Result};
use aula_core::time::Date;
use time::OffsetDateTime;

/// Today on this machine's calendar; the day of `SOURCE_DATE_EPOCH` (seconds, UTC) when that variable is set, so that a build
/// can be repeated later byte for byte (reproducible-builds.org).
pub fn today() -> Result<Date> {
    let moment = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds
            .parse()
            .ok()
            .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
            .context("SOURCE_DATE_EPOCH debe ser un número de segundos desde 1970. Corríjalo o quite la variable.")?,
        // Some systems hide the offset from threaded programs; UTC is then at most a day off.
        Err(_) => OffsetDateTime::now_local().unwrap_or_else(|_| OffsetDateTime::now_utc()),
    };
    Date::new(moment.year(), moment.month().into(), moment.day())
        .context("El reloj de este equipo da una fecha imposible. Póngalo en hora.")
}
