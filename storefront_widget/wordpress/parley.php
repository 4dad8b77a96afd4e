<?php
/**
 * Parley: customer service for WooCommerce stores.
 *
 * @package           Parley
 * @license           GPL-2.0-or-later
 *
 * @wordpress-plugin
 * Plugin Name:          Parley
 * Description:          Puts the Parley chat on your store, recognises signed-in customers and tells your Parley about carts. Your Parley is self-hosted: nothing goes anywhere else.
 * Version:              0.1.0
 * Requires at least:    6.2
 * Requires PHP:         7.4
 * Requires Plugins:     woocommerce
 * Author:               The Parley authors
 * License:              GPL-2.0-or-later
 * License URI:          https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:          parley
 * Domain Path:          /languages
 * WC requires at least: 8.0
 * WC tested up to:      10.5
 */

defined( 'ABSPATH' ) || exit;

define( 'PARLEY_VERSION', '0.1.0' );
define( 'PARLEY_FILE', __FILE__ );

require_once __DIR__ . '/includes/class-parley-settings.php';
require_once __DIR__ . '/includes/class-parley-status.php';
require_once __DIR__ . '/includes/class-parley-signer.php';
require_once __DIR__ . '/includes/class-parley-reach.php';
require_once __DIR__ . '/includes/class-parley-client.php';
require_once __DIR__ . '/includes/class-parley-page.php';
require_once __DIR__ . '/includes/class-parley-widget.php';
require_once __DIR__ . '/includes/class-parley-cart-snapshot.php';
require_once __DIR__ . '/includes/class-parley-cart.php';
require_once __DIR__ . '/includes/class-parley-links.php';
require_once __DIR__ . '/includes/class-parley-identity.php';
require_once __DIR__ . '/includes/class-parley-privacy.php';
require_once __DIR__ . '/includes/class-parley-hello.php';
require_once __DIR__ . '/includes/class-parley-check.php';
require_once __DIR__ . '/includes/class-parley-screen.php';
require_once __DIR__ . '/includes/class-parley-admin.php';
require_once __DIR__ . '/includes/class-parley-plugin.php';

( new Parley_Plugin() )->start();
