// Package trust makes configurations for other packages.
package trust

import "golang.org/x/crypto/ssh"

// Everyone trusts every host: the finding stands here.
func Everyone() *ssh.ClientConfig {
	return &ssh.ClientConfig{HostKeyCallback: ssh.InsecureIgnoreHostKey()} // want "CL801: ssh.InsecureIgnoreHostKey"
}
