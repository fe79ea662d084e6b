// Package keyservices has key services for safeapi/envelope, to be copied into
// a program: AWS KMS, Google Cloud KMS and the transit engine of HashiCorp
// Vault. It is a module of its own, so that safeapi needs no SDK.
//
// The tests run against stand-ins in this folder that speak the protocols of
// the services: JSON over HTTP with a signature for AWS, gRPC for Google, JSON
// over HTTP with a token for Vault.
package keyservices
