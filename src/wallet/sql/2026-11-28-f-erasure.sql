-- When the papers of a verification that led to nothing were erased, and what the customer said of himself with them.
alter table wallet.verifications add column erased_at timestamptz;
