BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule

    function Get-Completion {
        param([string] $Line)
        @([Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches | ForEach-Object CompletionText)
    }

    $script:environment = New-TestName 'cenv'
    $script:queue = New-TestName 'cqueue'
    $script:definition = New-TestName 'cdef'
    $script:connection = New-TestName 'ccon'
    Connect-Batch -Provider local -Name $connection | Out-Null
    New-BatchEnvironment -Name $environment -MaxVCpu 1 | Out-Null
    New-BatchQueue -Name $queue -Environment $environment | Out-Null
    Register-BatchJobDefinition -Name $definition -Command 'true' | Out-Null
    $script:job = Submit-BatchJob -Command 'true' -Wait
}

AfterAll {
    Unregister-BatchJobDefinition -Definition "${definition}:1" -Confirm:$false
    Remove-BatchQueue -Name $queue -Confirm:$false
    Remove-BatchEnvironment -Name $environment -Confirm:$false
    Disconnect-Batch -Name $connection
}

Describe 'Completion' {
    It 'knows connections' { Get-Completion 'Get-BatchJob -Connection ccon-' | Should -Contain $connection }
    It 'knows queues' { Get-Completion 'Submit-BatchJob -Queue cqueue-' | Should -Contain $queue }
    It 'knows environments' { Get-Completion 'Get-BatchEnvironment -Name cenv-' | Should -Contain $environment }
    It 'knows definitions' { Get-Completion 'Submit-BatchJob -Definition cdef-' | Should -Contain "${definition}:1" }
    It 'knows jobs' { (Get-Completion 'Get-BatchJob -Id ') -join ' ' | Should -Match $job.Id }
    It 'knows providers' { Get-Completion 'Connect-Batch -Provider lo' | Should -Contain 'local' }

    It 'knows machine types that no environment names yet' {
        $cloud = New-TestName 'ccloud'
        Connect-Batch aws -Name $cloud -Region eu-west-1 -Endpoint http://127.0.0.1:9 -NotDefault | Out-Null
        # What takes longer than a second is there the next time.
        $clock = [Diagnostics.Stopwatch]::StartNew()
        do { $found = Get-Completion "Submit-BatchJob -Connection $cloud -MachineType m5.la" } until ($found -or $clock.Elapsed.TotalMinutes -gt 1)
        $found | Should -Contain 'm5.large'
        Disconnect-Batch -Name $cloud
    }

    It 'is silent where there is nothing to say' {
        $count = $Error.Count
        Get-Completion 'Get-BatchJob -Connection no-such- ' | Out-Null
        Get-Completion 'Submit-BatchJob -Connection no-such -Queue ' | Out-Null
        $Error.Count | Should -Be $count
    }
}
