// Package arguments runs programs, and is run.
package arguments

import (
	"context"
	"flag"
	"os/exec"
	"strings"

	"github.com/spf13/pflag"
)

func badArgument(password string) error {
	return exec.Command("mysqldump", "--user", "backup", "--password", password).Run() // want `CL606: exec.Command passes the password "password" as an argument; why: every account on the machine can see the arguments of a program in the list of processes; fix: pass it through standard input, a file with mode 0600 or the environment`
}

type backup struct{ apiKey string }

func (b *backup) badJoined(ctx context.Context) error {
	return exec.CommandContext(ctx, "curl", "--header", "Authorization: Bearer "+b.apiKey).Run() // want `CL606: exec.CommandContext passes the API key "apiKey" as an argument`
}

func run(arguments ...string) error { return exec.Command("ssh", arguments...).Run() }

var (
	badFlag = flag.String("password", "", "password of the database") // want `CL606: the flag "password" is for the password; why: every account on the machine can see the arguments of a program in the list of processes, and shells keep them in their history; fix: read it from a file, the environment or the terminal`
	listen  = flag.String("listen", ":8080", "address")
)

func badOtherFlags(set *pflag.FlagSet) (key, token *string) {
	key = new(string)
	set.StringVarP(key, "api-key", "k", "", "key for the API")                   // want `CL606: the flag "api-key" is for the API key`
	return key, set.String("access-token", "", "token that the server gave you") // want `CL606: the flag "access-token" is for the`
}

func goodFile(set *pflag.FlagSet) *string {
	return set.String("password-file", "", "file with the password")
}

func goodStandardInput(password string) error {
	command := exec.Command("docker", "login", "--password-stdin")
	command.Stdin = strings.NewReader(password)
	return command.Run()
}

func goodEnvironment(password string) error {
	command := exec.Command("pg_dump")
	command.Env = append(command.Environ(), "PGPASSWORD="+password)
	return command.Run()
}

func goodKeyFile(keyFile, publicKey string) error {
	return run("-i", keyFile, "host", "echo", publicKey, *listen)
}
