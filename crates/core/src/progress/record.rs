//! A record: an event in its envelope.
