package cli

import (
	"fmt"
	"strings"
)

// bashScript needs nothing but bash itself. It splits words at "=", so that
// -format=json arrives as three.
func bashScript(all []commandCompletion) string {
	var b strings.Builder
	b.WriteString(`# bash completion of cryptolint, made by 'cryptolint completion bash'.
_cryptolint() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command='' before=''
	if [[ $cur == = ]]; then
		cur=''
	elif [[ $prev == = ]]; then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	prev=${prev/#--/-}
	if ((COMP_CWORD > 1)); then
		case ${COMP_WORDS[1]} in
`)
	fmt.Fprintf(&b, "\t\t%s) command=${COMP_WORDS[1]} ;;\n\t\tesac\n\tfi\n\tCOMPREPLY=()\n\tcase \"$command $prev\" in\n", alternatives(commandNames()))
	values, pairs := behind(all)
	for i, v := range values {
		fmt.Fprintf(&b, "\t%s)\n\t\t%s\n\t\treturn ;;\n", alternatives(pairs[i]), bashReply(v))
	}
	b.WriteString("\tesac\n\tcase \"$command $cur\" in\n")
	for _, c := range all {
		var flags []string
		for _, f := range c.flags {
			flags = append(flags, "-"+f.name)
		}
		fmt.Fprintf(&b, "\t%s-*) COMPREPLY=($(compgen -W %s -- \"$cur\")) ;;\n", quote(c.name+" "), quote(strings.Join(flags, " ")))
	}
	for _, c := range all {
		fmt.Fprintf(&b, "\t%s*) %s ;;\n", quote(c.name+" "), bashReply(c.args))
	}
	b.WriteString("\tesac\n}\ncomplete -o default -F _cryptolint cryptolint\n")
	return b.String()
}

// bashReply completes a value. Where it replies nothing, bash completes names of files.
func bashReply(v completion) string {
	words := quote(strings.Join(v.words, " "))
	switch {
	case v.list:
		return `[[ $cur == *,* ]] && before=${cur%,*},; COMPREPLY=($(compgen -P "$before" -W ` + words + ` -- "${cur##*,}"))`
	case v.takes == takesWords:
		return `COMPREPLY=($(compgen -W ` + words + ` -- "$cur"))`
	case v.takes == takesPackages:
		return `COMPREPLY=($(compgen -W ` + quote(strings.Join(append([]string{"./..."}, v.words...), " ")) + ` -- "$cur") $(compgen -d -- "$cur"))`
	case v.takes == takesDirectory:
		return `COMPREPLY=($(compgen -d -- "$cur"))`
	}
	return ":"
}

func zshScript(all []commandCompletion) string {
	var b strings.Builder
	b.WriteString(`#compdef cryptolint
# zsh completion of cryptolint, made by 'cryptolint completion zsh'.
_cryptolint() {
	local cur=${words[CURRENT]} prev=${words[CURRENT-1]} command=''
	local -a flags
	if [[ $cur == -*=* ]]; then
		prev=${cur%%=*}
		compset -P '*='
	fi
	prev=${prev/#--/-}
	if ((CURRENT > 2)); then
		case ${words[2]} in
`)
	fmt.Fprintf(&b, "\t\t(%s) command=${words[2]} ;;\n\t\tesac\n\tfi\n\tcase \"$command $prev\" in\n", alternatives(commandNames()))
	values, pairs := behind(all)
	for i, v := range values {
		fmt.Fprintf(&b, "\t(%s) %s; return ;;\n", alternatives(pairs[i]), zshReply(v))
	}
	b.WriteString("\tesac\n\tcase \"$command $cur\" in\n")
	for _, c := range all {
		var flags []string
		for _, f := range c.flags {
			flags = append(flags, "-"+f.name+":"+strings.ReplaceAll(f.usage, ":", `\:`))
		}
		fmt.Fprintf(&b, "\t(%s-*) flags=(%s); _describe flag flags ;;\n", quote(c.name+" "), quoteAll(flags))
	}
	for _, c := range all {
		fmt.Fprintf(&b, "\t(%s*) %s ;;\n", quote(c.name+" "), zshReply(c.args))
	}
	b.WriteString("\tesac\n}\nif [[ $funcstack[1] == _cryptolint ]]; then\n\t_cryptolint \"$@\"\nelse\n\tcompdef _cryptolint cryptolint\nfi\n")
	return b.String()
}

func zshReply(v completion) string {
	switch {
	case v.list:
		return "compset -P '*,'; compadd -- " + quoteAll(v.words)
	case v.takes == takesWords:
		return "compadd -- " + quoteAll(v.words)
	case v.takes == takesPackages:
		return "compadd -- ./... " + quoteAll(v.words) + "; _files -/"
	case v.takes == takesDirectory:
		return "_files -/"
	case v.takes == takesFile:
		return "_files"
	}
	return ":"
}

func fishScript(all []commandCompletion) string {
	var b strings.Builder
	b.WriteString(`# fish completion of cryptolint, made by 'cryptolint completion fish'.
function __cryptolint_in --description 'the command on the line is the given one; none: the main job'
	set -l typed (commandline -opc)
	set -l command ''
`)
	fmt.Fprintf(&b, "\tif contains -- \"$typed[2]\" %s\n\t\tset command $typed[2]\n\tend\n\ttest \"$command\" = \"$argv[1]\"\nend\n", strings.Join(commandNames(), " "))
	b.WriteString("complete -c cryptolint -e\ncomplete -c cryptolint -f\n")
	for _, c := range all {
		in := " -n " + quote("__cryptolint_in "+c.name)
		if c.name != "" {
			fmt.Fprintf(&b, "complete -c cryptolint -n %s -a %s -d %s\n", quote("test (count (commandline -opc)) -eq 1"), c.name, quote(c.brief))
		}
		for _, f := range c.flags {
			fmt.Fprintf(&b, "complete -c cryptolint%s -o %s%s -d %s\n", in, f.name, fishValue(f.value), quote(f.usage))
		}
		if c.args.takes == takesWords {
			fmt.Fprintf(&b, "complete -c cryptolint%s -a %s\n", in, quote(strings.Join(c.args.words, " ")))
		} else if c.args.takes == takesPackages {
			words := c.args.words
			if c.name == "" {
				words = nil // the commands have their own lines
			}
			fmt.Fprintf(&b, "complete -c cryptolint%s -a %s\n", in, quote(strings.Join(append([]string{"./...", "(__fish_complete_directories)"}, words...), " ")))
		} else if c.args.takes == takesFile {
			fmt.Fprintf(&b, "complete -c cryptolint%s -F\n", in)
		}
	}
	return b.String()
}

func fishValue(v completion) string {
	switch {
	case v.list:
		return " -x -a " + quote("(__fish_append , "+strings.Join(v.words, " ")+")")
	case v.takes == takesWords:
		return " -x -a " + quote(strings.Join(v.words, " "))
	case v.takes == takesDirectory:
		return " -x -a '(__fish_complete_directories)'"
	case v.takes == takesFile:
		return " -r -F"
	case v.takes == takesText:
		return " -x"
	}
	return ""
}
