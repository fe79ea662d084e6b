// Command careful asks for nothing that is weak.

//go:debug tlssha1=0
//go:debug rsa1024min=1
//go:debug default=go1.26
//go:debug fips140=on
//go:debug tlsmaxrsasize=16384
package main

import (
	"fmt"
	"os"
	"strings"

	"example.test/godebug/environment"
)

//go:debug tlsmlkem=0 stands after the package clause, where the go command does not read it

func main() {
	goodOtherSetting()
	goodStrong()
}

func goodOtherSetting() {
	os.Setenv("GODEBUG", "netdns=go,madvdontneed=1")
}

func goodStrong() {
	os.Setenv("GODEBUG", "tlsrsakex=0,tlsmlkem=1")
}

// goodOtherVariable is read by nothing in Go.
func goodOtherVariable() {
	os.Setenv("LEGACY_DEBUG", "tls10server=1")
}

func goodUnknown(setting string) {
	os.Setenv("GODEBUG", setting)
}

func goodVariableUnknown(name string) {
	os.Setenv(name, "tls10server=1")
}

func goodAdded() {
	os.Setenv("GODEBUG", fmt.Sprintf("%s,rsa1024min=1", os.Getenv("GODEBUG")))
}

// goodRemoved takes a setting out.
func goodRemoved() {
	os.Setenv("GODEBUG", strings.ReplaceAll(os.Getenv("GODEBUG"), "tlsrsakex=1", ""))
}

func goodOtherPackage() {
	environment.Set("GODEBUG", environment.Current())
}

// goodWarning only reads the variable.
func goodWarning() string {
	if os.Getenv("GODEBUG") == "tls10server=1" {
		return "tls10server=1 is weak"
	}
	return ""
}

func goodUnset() error { return os.Unsetenv("GODEBUG") }

// goodTooLate has no effect: the setting is read when the program starts.
func goodTooLate() { os.Setenv("GODEBUG", "fips140=off") }
