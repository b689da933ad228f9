<#
.SYNOPSIS
Measures the module in this PowerShell: what an import adds, listing many jobs, and submitting many pipeline objects as one array.

.DESCRIPTION
Works in a home of its own that is removed at the end. Emits a row per measurement, with the bound it is held to. Run it on an idle machine.

.EXAMPLE
pwsh -NoProfile -File bench/PowerShell/Measure-Module.ps1
#>
[CmdletBinding()]
param(
    # The folder of the packaged module. Default: out/MultiBatch of this clone.
    [string] $Module = (Join-Path $PSScriptRoot '../../out/MultiBatch'),

    # How many jobs and objects.
    [int] $Count = 10000,

    # How often each measurement is repeated; of starts the quickest counts, else the median.
    [int] $Rounds = 5
)

$ErrorActionPreference = 'Stop'
$manifest = Join-Path (Resolve-Path -LiteralPath $Module).ProviderPath 'MultiBatch.psd1'
$shell = (Get-Process -Id $PID).Path
$work = Join-Path ([IO.Path]::GetTempPath()) "mbm-$PID"
$null = New-Item -ItemType Directory $work
$env:MULTIBATCH_HOME = $work

function Measure-Median {
    param([scriptblock] $Script)
    $times = foreach ($round in 1..$Rounds) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $null = & $Script
        $clock.Elapsed.TotalSeconds
    }
    ($times | Sort-Object)[[int][Math]::Floor($Rounds / 2)]
}

function New-Row {
    param([string] $What, [double] $Seconds, $Bound, [string] $Note)
    [pscustomobject]@{ What = $What; Seconds = [Math]::Round($Seconds, 3); AtMost = $Bound; Met = if ($null -ne $Bound) { $Seconds -le $Bound }; Note = $Note }
}

try {
    # In new processes, in turns, so that what else the machine does meets all of them. The first import of a session costs something by itself:
    # an empty module tells how much.
    $empty = Join-Path $work 'Empty.psd1'
    Set-Content $empty "@{ ModuleVersion = '0.1'; RootModule = 'Empty.psm1'; FunctionsToExport = @(); CmdletsToExport = @(); VariablesToExport = @(); AliasesToExport = @() }"
    Set-Content (Join-Path $work 'Empty.psm1') 'Set-StrictMode -Version 3.0'
    $commands = [ordered]@{ Bare = 'exit'; Empty = "Import-Module '$empty'; exit"; Module = "Import-Module '$manifest'; exit" }
    $inner = "`$p = [Diagnostics.Process]::GetCurrentProcess(); `$b = `$p.TotalProcessorTime; Import-Module '{0}'; `$p.Refresh(); (`$p.TotalProcessorTime - `$b).TotalSeconds.ToString([cultureinfo]::InvariantCulture)"
    $wall = @{ Bare = @(); Empty = @(); Module = @() }
    $processor = @{ Empty = @(); Module = @() }
    foreach ($round in 1..($Rounds * 2)) {
        foreach ($kind in $commands.Keys) {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            & $shell -NoProfile -NonInteractive -Command $commands[$kind]
            $wall[$kind] += $clock.Elapsed.TotalSeconds
        }
        $processor.Empty += [double](& $shell -NoProfile -NonInteractive -Command ($inner -f $empty))
        $processor.Module += [double](& $shell -NoProfile -NonInteractive -Command ($inner -f $manifest))
    }
    # The quickest of each: what is slower was held up by something else.
    $least = { ($args[0] | Measure-Object -Minimum).Minimum }
    $bare = & $least $wall.Bare
    New-Row 'Import-Module adds to the start of PowerShell' ((& $least $wall.Module) - $bare) 0.2 ('bare {0:n3} s' -f $bare)
    New-Row 'an empty module adds' ((& $least $wall.Empty) - $bare) $null
    New-Row 'processor time of the import beyond an empty one' ((& $least $processor.Module) - (& $least $processor.Empty)) 0.2

    Import-Module $manifest

    # The SDK without PowerShell: the same engine, listed by the client itself, compiled against the module's own assemblies.
    $folder = (Get-ChildItem (Split-Path $manifest) -Recurse -Filter MultiBatch.Client.dll | Where-Object { $_.FullName -notmatch 'net472|netstandard' } | Select-Object -First 1).DirectoryName
    $source = @'
using System.Threading.Tasks;
public class BareSdk
{
    public static int List()
    {
        return Task.Run(async () =>
        {
            var factory = new MultiBatch.Registration.BatchClientFactory(new MultiBatch.Providers.IBatchProviderFactory[] { new MultiBatch.Providers.Local.Registration.LocalProviderFactory(new MultiBatch.Providers.Local.LocalBatchOptions { HostMode = MultiBatch.Providers.Local.HostMode.Detached }) });
            await using var client = factory.Create("local");
            var count = 0;
            await foreach (var job in client.ListJobsAsync()) { count++; }
            return count;
        }).GetAwaiter().GetResult();
    }
}
'@
    $helper = Join-Path $work 'BareSdk.dll'
    $references = @('MultiBatch.Abstractions', 'MultiBatch.Client', 'MultiBatch.Providers.Local' | ForEach-Object { Join-Path $folder "$_.dll" })
    # The assemblies name an older runtime than the one that runs; that is what the warnings are about.
    Add-Type -TypeDefinition $source -OutputAssembly $helper -ReferencedAssemblies ($references + @('System.Runtime', 'System.Threading.Tasks', 'System.Collections')) -IgnoreWarnings -WarningAction SilentlyContinue
    $null = Get-BatchCapability
    $context = [Runtime.Loader.AssemblyLoadContext]::All | Where-Object { $_.Assemblies | Where-Object { $_.GetName().Name -eq 'MultiBatch.PowerShell' } }
    $sdk = $context.LoadFromAssemblyPath($helper).GetType('BareSdk').GetMethod('List')

    # Jobs that wait for one that does not end: they are there to be listed, and cost nothing.
    $blocker = Submit-BatchJob -Name blocker -Script 'sleep 3600'
    $rows = [pscustomobject[]](1..$Count | ForEach-Object { [pscustomobject]@{ Name = "n$_"; Command = 'true'; DependsOn = $blocker.Reference } })
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $null = $rows | Submit-BatchJob
    New-Row "$Count single jobs submitted from rows" $clock.Elapsed.TotalSeconds $null

    $listed = @(Get-BatchJob).Count
    $sdkCount = $sdk.Invoke($null, @())
    if ($listed -lt $Count -or $sdkCount -lt $Count) { throw "$listed jobs listed, $sdkCount by the SDK" }
    $cmdlet = Measure-Median { Get-BatchJob }
    $bareList = Measure-Median { $sdk.Invoke($null, @()) }
    New-Row "$Count jobs listed, beyond the SDK's own time" ($cmdlet - $bareList) 0.5 ('cmdlet {0:n3} s, SDK {1:n3} s' -f $cmdlet, $bareList)

    $objects = [pscustomobject[]](1..$Count | ForEach-Object { [pscustomobject]@{ NUMBER = $_; WORD = "word $_" } })
    $arrays = [Collections.Generic.List[object]]::new()
    $array = Measure-Median { $arrays.Add(($objects | Submit-BatchJob -AsArray -Name sweep -Script 'echo "$NUMBER $WORD"' -DependsOn $blocker.Reference)) }
    if ($arrays[0].ArraySize -ne $Count) { throw "an array of $($arrays[0].ArraySize)" }
    New-Row "$Count pipeline objects submitted -AsArray" $array 1.5

    $blocker | Stop-BatchJob -Confirm:$false
}
finally {
    Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction SilentlyContinue
}
