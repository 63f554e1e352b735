// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// A stablecoin of six decimals for tests; whoever deploys it has the first million. An address can be barred, as issuers do.
contract TestDollar is ERC20 {
    mapping(address => bool) public barred;

    constructor() ERC20("Test Dollar", "USDC") {
        _mint(msg.sender, 1_000_000 * 10 ** 6);
    }

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    function bar(address who, bool isBarred) external {
        barred[who] = isBarred;
    }

    function _update(address from, address to, uint256 value) internal override {
        require(!barred[to], "barred");
        super._update(from, to, value);
    }
}

/// Sends native coin from inside a call, which no block lists as a transaction of its own.
contract Forwarder {
    function forward(address payable to) external payable {
        (bool sent, ) = to.call{value: msg.value}("");
        require(sent);
    }
}
