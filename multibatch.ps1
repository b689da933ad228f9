# Starts the multibatch command, building it first when its sources are newer than the last build.
# PowerShell keeps a bare -- for itself: write '--' in quotes before the command of `multibatch submit`.
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$out = Join-Path $root 'out/cli'
$dll = Join-Path $out 'multibatch.dll'
$stamp = Join-Path $root 'out/cli.stamp'

# True when there is no build, or when a source file or folder changed after the last build began.
function Test-Stale {
    if (-not (Test-Path -LiteralPath $stamp) -or -not (Test-Path -LiteralPath $dll)) { return $true }
    $built = [IO.File]::GetLastWriteTimeUtc($stamp)
    foreach ($file in [IO.Directory]::GetFiles($root, 'Directory.*') + (Join-Path $root 'global.json')) {
        if ([IO.File]::GetLastWriteTimeUtc($file) -gt $built) { return $true }
    }
    $folders = New-Object 'System.Collections.Generic.Stack[string]'
    $folders.Push((Join-Path $root 'src'))
    while ($folders.Count -gt 0) {
        $folder = New-Object IO.DirectoryInfo $folders.Pop()
        if ($folder.LastWriteTimeUtc -gt $built) { return $true }
        foreach ($file in $folder.GetFiles()) { if ($file.LastWriteTimeUtc -gt $built) { return $true } }
        foreach ($child in $folder.GetDirectories()) {
            if ($child.Name -ne 'bin' -and $child.Name -ne 'obj') { $folders.Push($child.FullName) }
        }
    }
    return $false
}

function Invoke-Build {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    # Made now: a build that makes them changes the time of the folder they are in, and that would look like a changed source.
    foreach ($project in [IO.Directory]::GetDirectories((Join-Path $root 'src'))) {
        if ([IO.Directory]::GetFiles($project, '*.csproj').Length -eq 0) { continue }
        foreach ($made in 'bin', 'obj') { [void][IO.Directory]::CreateDirectory((Join-Path $project $made)) }
    }
    $begun = [DateTime]::UtcNow
    [Console]::Error.Write("Building once $([char]0x2026) ")
    $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
    $env:DOTNET_NOLOGO = '1'
    $env:DOTNET_GENERATE_ASPNET_CERTIFICATE = 'false'
    # One compiler for the whole build, of its own and ended with it, without instrumentation that only long-lived programs earn back.
    $compiler = "multibatch-$PID-$(Get-Random)"
    $kept = $env:DOTNET_TieredPGO
    $env:DOTNET_TieredPGO = '0'
    $publish = @('publish', (Join-Path $root 'src/Cli'), '-c', 'Release', '-o', $out, '-v', 'quiet', '--nologo', '-nodeReuse:false',
        '-p:UseSharedCompilation=true', "-p:SharedCompilationId=$compiler", '-p:RunAnalyzers=false', '-p:EnforceCodeStyleInBuild=false')
    # Compiling ahead of time needs a package more; without it the command works all the same and starts slower.
    $log = & dotnet @publish '-p:CompileAhead=true'
    if ($LASTEXITCODE -ne 0) { $log = & dotnet @publish }
    $built = $LASTEXITCODE -eq 0
    $env:DOTNET_TieredPGO = $kept
    $version = & dotnet --version
    $sdk = (& dotnet --list-sdks | Where-Object { $_.StartsWith("$version [") } | Select-Object -First 1) -replace '^.*\[(.*)\]$', '$1'
    & dotnet "$sdk/$version/Roslyn/bincore/VBCSCompiler.dll" "-pipename:$compiler" -shutdown | Out-Null
    if (-not $built) {
        [Console]::Error.WriteLine('failed:')
        [Console]::Error.WriteLine(($log -join [Environment]::NewLine))
        exit 3
    }
    # The time at which the build began: what was saved while it ran is newer.
    [IO.File]::WriteAllText($stamp, '')
    [IO.File]::SetLastWriteTimeUtc($stamp, $begun)
    [Console]::Error.WriteLine("$([int]$clock.Elapsed.TotalSeconds) s")
}

if (Test-Stale) {
    if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
        [Console]::Error.WriteLine("multibatch: the .NET 10 SDK is needed, and 'dotnet' is not on the PATH")
        exit 3
    }
    [void][IO.Directory]::CreateDirectory((Join-Path $root 'out'))
    # One build at a time: the file is held open, and the system lets go of it when its holder ends.
    $lock = $null
    while ($null -eq $lock) {
        try { $lock = [IO.File]::Open((Join-Path $root 'out/cli.lock.file'), 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [IO.IOException] { Start-Sleep -Milliseconds 200 }
    }
    try { if (Test-Stale) { Invoke-Build } }
    finally { $lock.Dispose() }
}

if ($MyInvocation.ExpectingInput) { $input | & dotnet $dll @args } else { & dotnet $dll @args }
exit $LASTEXITCODE
