BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Runspaces' {
    It 'loads in eight at once and works in each' {
        $seen = Invoke-Session {
            $module = $args[0]
            $pool = [runspacefactory]::CreateRunspacePool(8, 8)
            $pool.Open()
            $gate = [Threading.Barrier]::new(8)
            $shells = foreach ($number in 0..7) {
                $shell = [powershell]::Create()
                $shell.RunspacePool = $pool
                $null = $shell.AddScript({
                    param($module, $number, $gate)
                    $gate.SignalAndWait()
                    Import-Module $module
                    $job = Submit-BatchJob -Name "runspace-$number" -Command 'true' -Wait
                    "$($job.Name) $($job.State)"
                }).AddArgument($module).AddArgument($number).AddArgument($gate)
                [pscustomobject]@{ Shell = $shell; Result = $shell.BeginInvoke() }
            }
            foreach ($entry in $shells) {
                $entry.Shell.EndInvoke($entry.Result)
                $entry.Shell.Streams.Error | ForEach-Object { "error $_" }
            }
        }
        @($seen | Sort-Object) | Should -Be (0..7 | ForEach-Object { "runspace-$_ Succeeded" })
    }

    It 'shares named connections between runspaces' {
        $name = New-TestName 'shared'
        Connect-Batch -Provider local -Name $name | Out-Null
        try {
            $seen = 1..3 | ForEach-Object -Parallel {
                Import-Module $using:env:MULTIBATCH_MODULE/MultiBatch.psd1
                (Get-BatchConnection -Name $using:name).Name
            } -ThrottleLimit 3
            @($seen) | Should -Be @($name, $name, $name)
        }
        finally { Disconnect-Batch -Name $name }
    }

    It 'keeps the default connection of each runspace to itself' {
        $seen = Invoke-Session {
            $module = $args[0]
            Import-Module $module
            Connect-Batch -Provider local -Name first | Out-Null
            $inner = [powershell]::Create()
            $null = $inner.AddScript({
                param($module)
                Import-Module $module
                Connect-Batch -Provider local -Name second | Out-Null
                (Get-BatchConnection | Where-Object IsDefault).Name
            }).AddArgument($module)
            $second = @($inner.Invoke())[0]
            [pscustomobject]@{ First = (Get-BatchConnection | Where-Object IsDefault).Name; Second = $second }
        }
        $seen.First | Should -Be 'first'
        $seen.Second | Should -Be 'second'
    }

    It 'gives jobs to Start-Job, and takes what comes back' {
        $job = Submit-BatchJob -Command 'true' -Wait
        $back = Start-Job -ArgumentList (Get-TestModulePath), $job {
            param($module, $job)
            Import-Module $module
            $job | Get-BatchJob
        } | Receive-Job -Wait -AutoRemoveJob
        $back.Reference | Should -Be $job.Reference
        ($back | Get-BatchJob).State | Should -Be 'Succeeded'
    }

    It 'works in a thread job' {
        $state = Start-ThreadJob -ArgumentList (Get-TestModulePath) {
            param($module)
            Import-Module $module
            "$((Submit-BatchJob -Command 'true' -Wait).State)"
        } | Receive-Job -Wait -AutoRemoveJob
        $state | Should -Be 'Succeeded'
    }
}
