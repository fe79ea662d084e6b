package strict

import (
	"errors"
	"os"
	"os/exec"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// badForwarding lets the server ask the agent for signatures.
func badForwarding(c *ssh.Client, keys agent.Agent) error {
	session, err := c.NewSession()
	if err != nil {
		return err
	}
	if err := agent.ForwardToAgent(c, keys); err != nil { // want "CL803: agent.ForwardToAgent lets the server use the keys of the SSH agent; why: an attacker who controls the server .*; fix: connect through the server with Client.Dial"
		return err
	}
	return agent.RequestAgentForwarding(session) // want "CL803: agent.RequestAgentForwarding lets the server"
}

func badRemote(c *ssh.Client) error {
	return agent.ForwardToRemote(c, os.Getenv("SSH_AUTH_SOCK")) // want "CL803: agent.ForwardToRemote lets the server"
}

// goodJump goes through the server to the next host. The keys stay here.
func goodJump(c *ssh.Client, to string, config *ssh.ClientConfig) error {
	conn, err := c.Dial("tcp", to)
	if err != nil {
		return err
	}
	_, _, _, err = ssh.NewClientConn(conn, to, config)
	return err
}

func badOption(host string) *exec.Cmd {
	return exec.Command("ssh", "-o", "StrictHostKeyChecking=no", host, "uptime") // want "CL803: ssh is told not to check the host key; why: an attacker on the network can pose as the host"
}

func badList(host string, verbose bool) *exec.Cmd {
	args := []string{"-oUserKnownHostsFile=/dev/null"} // want "CL803: ssh is told not to check the host key"
	if verbose {
		args = append(args, "-v")
	}
	return exec.Command("scp", append(args, host+":/etc/motd", ".")...)
}

func badGit(url string) *exec.Cmd {
	cmd := exec.Command("git", "clone", url)
	cmd.Env = append(os.Environ(), "GIT_SSH_COMMAND=ssh -o StrictHostKeyChecking=no") // want "CL803: ssh is told not to check the host key"
	return cmd
}

// goodNew trusts a host when it comes for the first time, and remembers it.
func goodNew(host string) *exec.Cmd {
	return exec.Command("ssh", "-o", "StrictHostKeyChecking=accept-new", host, "uptime")
}

func goodStrict(host, known string) *exec.Cmd {
	return exec.Command("ssh", "-o", "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile="+known, host)
}

// errStrict only speaks of the option.
var errStrict = errors.New("add the host to known_hosts: StrictHostKeyChecking=no is not supported")
