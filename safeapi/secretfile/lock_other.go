//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package secretfile

// lockDir does nothing where the standard library has no flock.
func lockDir(string) (unlock func(), err error) { return func() {}, nil }
