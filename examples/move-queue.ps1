<#
.SYNOPSIS
Moves a queue from one connection to another, for example from AWS to Azure: its environments, the queue, and definitions.

.DESCRIPTION
Plans the definitions on the new connection before anything is changed, and stops there when one could not run. Then creates what is
missing, and closes the old queue for new jobs. Jobs that are in the old queue end there. What belongs to one cloud only (machine types, networks, native
settings) does not move by itself: give the new machine types, or let the new connection choose.

.EXAMPLE
./move-queue.ps1 -Queue nightly -From aws-prod -To azure-prod -WhatIf

.EXAMPLE
./move-queue.ps1 -Queue nightly -From aws-prod -To azure-prod -Definition align, merge -MachineType Standard_D8s_v5
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    # The queue.
    [Parameter(Mandatory)] [string] $Queue,

    # The connection it is on.
    [Parameter(Mandatory)] [string] $From,

    # The connection it goes to.
    [Parameter(Mandatory)] [string] $To,

    # Job definitions to take along.
    [string[]] $Definition,

    # Machine types of the new environments. Default: chosen there.
    [string[]] $MachineType,

    # Leaves the old queue open.
    [switch] $KeepOpen
)

$ErrorActionPreference = 'Stop'
Import-Module MultiBatch

$old = Get-BatchQueue -Name $Queue -Connection $From
$environments = @($old.Environments | ForEach-Object { Get-BatchEnvironment -Name $_ -Connection $From })
$templates = @($Definition | Where-Object { $_ } | ForEach-Object { Get-BatchJobDefinition -Name $_ -Connection $From })
$here = @(Get-BatchEnvironment -Connection $To | ForEach-Object Name)

function Use-JobFile {
    # The JSON of a template is a job file.
    param($Template, [scriptblock] $Script)
    $file = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).json"
    try {
        $Template.GetSpec() | Set-Content -LiteralPath $file
        & $Script $file
    }
    finally { Remove-Item -LiteralPath $file -ErrorAction SilentlyContinue }
}

foreach ($template in $templates) {
    # Without values for its placeholders a template has no plan.
    $plan = Use-JobFile $template { Get-BatchPlan -Path $args[0] -Connection $To -ErrorAction SilentlyContinue }
    $rejected = @($plan.Dispositions | Where-Object Disposition -EQ 'Rejected')
    if ($rejected.Count) { throw "$($template.Definition) cannot run on ${To}: $($rejected -join '; ')" }
}

foreach ($environment in $environments) {
    if ($environment.Name -in $here) {
        Write-Verbose "$($environment.Name) is there already."
        continue
    }
    $new = @{ Name = $environment.Name; Connection = $To }
    # The memory of an environment in a cloud follows from its machine types.
    $properties = @('MaxVCpu', 'Purchase') + @(if ((Get-BatchConnection -Name $To).Provider -eq 'local') { 'MaxMemory' })
    foreach ($property in $properties) {
        if ($null -ne $environment.$property) { $new[$property] = $environment.$property }
    }
    if ($MachineType) { $new.MachineType = $MachineType }
    if ($PSCmdlet.ShouldProcess("$To/$($environment.Name)", 'Create the environment')) { New-BatchEnvironment @new -Confirm:$false }
}

if (-not (Get-BatchQueue -Connection $To | Where-Object Name -eq $Queue)) {
    $new = @{ Name = $Queue; Environment = @($environments.Name); Connection = $To }
    if ($null -ne $old.Priority) { $new.Priority = $old.Priority }
    if ($null -ne $old.MaxWait) { $new.MaxWait = $old.MaxWait }
    if ($PSCmdlet.ShouldProcess("$To/$Queue", 'Create the queue')) { New-BatchQueue @new -Confirm:$false }
}

foreach ($template in $templates) {
    if ($PSCmdlet.ShouldProcess("$To/$($template.Name)", 'Register the definition')) {
        Use-JobFile $template { Register-BatchJobDefinition -Path $args[0] -Name $template.Name -Connection $To -Confirm:$false }
    }
}

if (-not $KeepOpen -and $PSCmdlet.ShouldProcess("$From/$Queue", 'Close the queue for new jobs')) {
    Set-BatchQueue -Name $Queue -Connection $From -Enabled $false -Confirm:$false | Out-Null
    $waiting = @(Get-BatchJob -Queue $Queue -State Submitted, Blocked, Queued -Connection $From)
    if ($waiting.Count) { Write-Warning "$($waiting.Count) jobs wait in $From/$Queue still; they end there, or stop them and submit them on $To." }
}
