# Sourced by the scripts at the root. One compiler process serves a whole build and ends with it: a process for each project
# spends most of its time on getting warm. The name is this build's own, so no compiler of somebody else is used or ended.
compiler_name=multibatch-$$-$RANDOM
compiler=(-p:UseSharedCompilation=true "-p:SharedCompilationId=$compiler_name")

# Runs dotnet without the instrumentation that only long-lived programs earn back.
compile() { DOTNET_TieredPGO=0 dotnet "$@" -nodeReuse:false "${compiler[@]}" </dev/null; }

stop_compiler() {
    local version sdk
    version=$(dotnet --version 2>/dev/null) || return 0
    sdk=$(dotnet --list-sdks | sed -n "s/^$version \[\(.*\)\]\$/\1/p" | head -n 1)
    dotnet "$sdk/$version/Roslyn/bincore/VBCSCompiler.dll" "-pipename:$compiler_name" -shutdown >/dev/null 2>&1 || true
}
