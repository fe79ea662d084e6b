package sshauth

import (
	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/rule"
	"github.com/cryptolint/cryptolint/passes/mention"
)

const client = "safeapi/sshconf.Client"

// What is only reported in the profile strict: correct programs do it, too.
var (
	unsignedBy = rule.Finding{
		Severity: rule.High, Confidence: rule.Likely, Profile: "strict", Case: "authority", Instead: server,
		Message: "CheckCert does not check who signed the certificate",
		Why:     "an attacker can sign a certificate for any user with a newly generated key",
		Advice:  "call CertChecker.Authenticate or CheckHostKey, or compare Certificate.SignatureKey with the keys of your authorities",
	}
	forwarded = rule.Finding{
		Severity: rule.Low, Confidence: rule.Certain, Profile: "strict", Case: "agent", Instead: client,
		Message: "%[1]s lets the server use the keys of the SSH agent",
		Why:     "an attacker who controls the server can log in to other hosts as the user while the session lasts",
		Advice:  "connect through the server with Client.Dial instead, so that the keys are used on this side only",
	}
	unchecked = rule.Finding{
		Severity: rule.Medium, Confidence: rule.Likely, Profile: "strict", Case: "command", Instead: client,
		Message: "ssh is told not to check the host key",
		Why:     "an attacker on the network can pose as the host, and receive everything that is sent",
		Advice:  "add the host to known_hosts, or use StrictHostKeyChecking=accept-new with a file that lasts",
	}
)

const checkCert = "golang.org/x/crypto/ssh.CertChecker.CheckCert"

// authority is what programs name that look at who signed a certificate.
var authority = []string{
	"golang.org/x/crypto/ssh.Certificate.SignatureKey", "golang.org/x/crypto/ssh.CertChecker.Authenticate", "golang.org/x/crypto/ssh.CertChecker.CheckHostKey",
}

// forwarding are the functions that hand on requests to the agent.
var forwarding = []string{
	"golang.org/x/crypto/ssh/agent.RequestAgentForwarding", "golang.org/x/crypto/ssh/agent.ForwardToAgent", "golang.org/x/crypto/ssh/agent.ForwardToRemote",
}

// trustsAnyHost matches options of OpenSSH, alone or in a command. A sentence that names them
// begins in another way.
var trustsAnyHost = lazyregexp.New(`^(GIT_SSH_COMMAND=)?((ssh|scp|sftp|rsync) .*)?(-o ?)?(StrictHostKeyChecking[= ](no|off)|UserKnownHostsFile[= ]/dev/null)\b`)

// optional reports what only the profile strict does.
func optional(pass *rule.Pass) {
	mentions := mention.Of(pass.Pass)
	if len(mentions.Named(authority...)) == 0 {
		for _, symbol := range mentions.Named(checkCert) {
			pass.Report(unsignedBy.At(symbol.Node))
		}
	}
	for _, symbol := range mentions.Named(forwarding...) {
		pass.Report(forwarded.Naming("agent." + symbol.Object.Name()).At(symbol.Node))
	}
	if !pass.ImportsAny("os/exec") {
		return
	}
	for text := range mention.Texts(pass.Pass) {
		if trustsAnyHost.MatchString(text.Value) {
			pass.ReportOnce(unchecked.At(text.Node))
		}
	}
}
