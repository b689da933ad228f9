# What the test files share. Each imports it in its BeforeAll, together with the packaged module.
Set-StrictMode -Version Latest

$script:ModulePath = Join-Path $env:MULTIBATCH_MODULE 'MultiBatch.psd1'
$script:PwshPath = (Get-Process -Id $PID).Path

function Get-TestModulePath {
    # The manifest of the packaged module.
    $script:ModulePath
}

function Get-RepositoryRoot {
    Split-Path (Split-Path (Split-Path $PSScriptRoot))
}

function Import-TestModule {
    # The packaged module, once a session: importing it again is what Session/Import.Tests.ps1 is about.
    if (-not (Get-Module MultiBatch)) { Import-Module $script:ModulePath -Global }
}

function New-TestName {
    # A name nothing else in this run has.
    param([string] $Prefix = 'test')
    '{0}-{1}' -f $Prefix, [guid]::NewGuid().ToString('N').Substring(0, 10)
}

function New-TestFolder {
    $folder = Join-Path $env:MULTIBATCH_TEST_WORK (New-TestName 'f')
    (New-Item -ItemType Directory -Path $folder).FullName
}

function Get-ErrorOf {
    # What a command writes to the error stream or throws: all of it, output dropped.
    param([scriptblock] $Command)
    $records = @()
    try { $null = & $Command 2>&1 | ForEach-Object { if ($_ -is [Management.Automation.ErrorRecord]) { $records += $_ } } }
    catch { $records += $_ }
    , $records
}

function Invoke-Session {
    # Runs a script in a new PowerShell without profile and gives back what it emitted, deserialised.
    param(
        [Parameter(Mandatory)] [scriptblock] $Script,
        [object[]] $Arguments = @(),
        # Variables to set for it; $null takes one away.
        [hashtable] $Environment = @{}
    )

    $before = @{}
    foreach ($name in $Environment.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $Environment[$name])
    }
    try {
        & $script:PwshPath -NoProfile -NonInteractive -Command $Script -args (@($script:ModulePath) + $Arguments)
    }
    finally {
        foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    }
}

function Get-PlannedSpec {
    # The job of a plan, as it would be submitted.
    param($Plan)
    $Plan.GetSpec() | ConvertFrom-Json
}

function Stop-TestJob {
    # Ends what a test left running, so that the next one has the machine.
    param([object[]] $Job)
    if ($Job) { $Job | Stop-BatchJob -Confirm:$false -ErrorAction SilentlyContinue | Out-Null }
}

Export-ModuleMember -Function *-*
