// Package validate checks what the formats of cryptolint say against the schemas
// and validators of those who read it. It has only tests. It is a module of its
// own, so that cryptolint does not depend on the validators.
//
// The tests look at the real output of the command on modules, and at the
// golden files of the formats.
//
// The validator of SARIF comes from the npm package
// @microsoft/sarif-multitool-linux; SARIF_MULTITOOL names the folder where it is
// unpacked. Without it, the tests that need it are skipped, or fail if
// CRYPTOLINT_VALIDATE is "required". .ci/formats installs it and runs the tests.
package validate
